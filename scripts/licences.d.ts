export interface Package {
  name: string;
  version: string;
  folder: string;
  licence: string;
}
export declare const ALLOWED: ReadonlySet<string>;
export declare function readPackage(root: string, folder: string): Package;
export declare function bundledPackages(root: string, inputs: string[]): Package[];
export declare function productionPackages(root: string): Package[];
export declare function isAllowed(licence: string): boolean;
export declare function noticesOf(root: string, packages: Package[]): string;
