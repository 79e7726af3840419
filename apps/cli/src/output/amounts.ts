export function money(dollars: number): string {
  const sign = dollars < 0 ? '-' : '';
  const options = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${sign}$${Math.abs(dollars).toLocaleString('en-US', options)}`;
}

export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}
