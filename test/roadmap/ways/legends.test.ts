import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

describe('a legend in one line', () => {
  it('explains marks in any language, and those without a status word as planned', () => {
    const legend = '**狀態圖例**:🟢 進行中 / 隨時 · 🟡 已知缺口 · ✅ 近期完成';
    const entries = ['- 🟢 燈油', '- 🟡 燈芯', '- ✅ 玻璃'];
    expect(told('# Lantern', legend, '', '## 現在', ...entries).map((line) => line.split(' | ')[1])).toEqual([
      'in-progress',
      'planned',
      'done',
    ]);
  });

  it('says nothing of how far works are where it has no status word', () => {
    const text = ['# Lantern', 'Priority: 🔴 high · 🟡 medium · 🟢 low', '', '## Light', '- 🟢 Oil', '- 🟡 Wick'];
    expect(told(...text)).toEqual(['Oil | planned | -', 'Wick | planned | -']);
  });

  it('is no sentence with emoji in it', () => {
    const text = [
      '# Lantern',
      '🟢 We ship fast and safely 🟡 sometimes twice',
      '',
      '## Light',
      '- 🟢 Oil',
      '- 🟡 Wick',
    ];
    expect(told(...text)).toEqual(['Oil | done | -', 'Wick | in-progress | -']);
  });
});
