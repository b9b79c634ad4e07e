export interface Component {
  name: string;
  version: string;
  licenses?: unknown[];
}
export declare function sbomOf(root: string): {
  bomFormat: string;
  metadata: { component: { name: string } };
  components: Component[];
};
