/** Compiled code, which can be passed to a thread like any other data. */
export type KernelModule = { readonly kernels?: never };

type Memory = { readonly buffer: ArrayBuffer; grow: (pages: number) => number };

type WebAssemblyApi = {
  Module: new (bytes: Uint8Array) => KernelModule;
  Instance: new (module: KernelModule, imports: object) => { readonly exports: unknown };
  Memory: new (options: { initial: number }) => Memory;
};

/** What we need of it: TypeScript knows WebAssembly only along with all else that browsers have. */
export const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
