@inline
export function rowOf(drivers: usize, index: usize, points: usize, stride: usize): usize {
  return points + load<u8>(drivers + index) * stride;
}
