import { tellOnce } from './once.ts';

tellOnce('the embedded store', () => ({}));
