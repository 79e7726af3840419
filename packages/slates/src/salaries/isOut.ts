// FanDuel has other words for drivers who may yet race, such as Q and GTD
const OUT = /^(?:o|out|ir|na|susp\w*)$/i;

/** Whether an injury indicator says that the driver will not race. */
export function isOut(injury: string | undefined): boolean {
  return injury !== undefined && OUT.test(injury);
}
