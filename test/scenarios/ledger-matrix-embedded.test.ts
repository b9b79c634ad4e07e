import { tellMatrix } from './matrix/matrix.ts';

tellMatrix('the embedded store', () => ({}));
