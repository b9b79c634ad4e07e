/**
 * How fast and how safe reading is, in one run: each line with the figure, what it is held against, their ratio, and what
 * is to be reached. A missed aim is told and is no failure: only a run that could not measure exits with another code
 * than 0.
 */
import { roadmapFiles } from './parse/files.js';
import { measureColdStart } from './parse/cold-start.js';
import { measureGrowth } from './parse/growth.js';
import { measureHostile } from './parse/hostile.js';
import { measureMainThread } from './parse/main-thread.js';
import { measureMemory } from './parse/memory.js';
import { measureSpeed } from './parse/speed.js';

const read = roadmapFiles();
const bySize = read.files.toSorted((one, other) => one.text.length - other.text.length);
const middle = bySize[Math.floor(bySize.length / 2)];
measureSpeed(read);
measureGrowth();
await measureHostile(middle);
await measureMainThread();
await measureMemory(read);
measureColdStart(middle);
