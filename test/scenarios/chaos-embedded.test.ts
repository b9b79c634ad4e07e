import { tellChaos } from './chaos.ts';

tellChaos('the embedded store', () => ({}));
