import { webAssembly } from './webAssembly.ts';

const PAGE_BYTES = 65_536;
const ALIGNMENT = 64;

/** Places in the memory of one instance of the kernels, one after the other, none given back. */
export class KernelMemory {
  readonly memory = new webAssembly.Memory({ initial: 1 });
  #end = ALIGNMENT;

  /** The address of so many bytes, all 0. */
  reserve(bytes: number): number {
    const address = this.#end;
    this.#end = Math.ceil((address + bytes) / ALIGNMENT) * ALIGNMENT;
    const missing = this.#end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return address;
  }

  /** These views end when more is reserved. */
  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  steps(address: number, length: number): Int16Array {
    return new Int16Array(this.memory.buffer, address, length);
  }

  counts(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }
}
