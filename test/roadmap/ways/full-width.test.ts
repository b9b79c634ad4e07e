import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

const under = (heading: string): string | undefined => told('# Lantern', heading, '- 更换灯芯')[0]?.slice(7);

describe('headings with signs of full width', () => {
  it.each([
    ['## 1.14.0：更柔和的灯光', '1.14.0'],
    ['## 更柔和的灯光（1.14.0）', '1.14.0'],
    ['## Now (up to v1.3)', 'v1.3'],
    ['## Later (targeted for v1.4)', 'v1.4'],
  ])('name their release: %s', (heading, target) => {
    expect(under(heading)).toBe(`planned | ${target}`);
  });

  it('name none in the middle of a sentence', () => {
    expect(under('## 更柔和的灯光从1.14.0开始和别的灯光一起')).toBe('planned | -');
  });

  it('say that works are done, not that they are to be', () => {
    expect(under('## 已完成')).toBe('done | -');
    expect(under('## 灯光完成')).toBe('done | -');
    expect(under('## 优先完成')).toBe('planned | -');
    expect(under('## 完成灯光系统')).toBe('planned | -');
  });

  it.each(['## 現在のブロッカー', '## 我们的原则', '**ガラスにした理由**'])('head no plans: %s', (heading) => {
    expect(under(heading)).toBeUndefined();
  });
});
