import { describe, expect, it } from '@jest/globals';
import { rules } from '../../src/plan/rules.ts';
import { sarif } from '../../src/render/sarif.ts';
import { planned } from './terminal-project.ts';

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

interface Log {
  $schema: string;
  version: string;
  runs: {
    tool: {
      driver: {
        name: string;
        semanticVersion: string;
        rules: { id: string; shortDescription: { text: string }; defaultConfiguration: { level: string } }[];
      };
    };
    columnKind: string;
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: Region } }[];
      fixes?: { artifactChanges: { replacements: { deletedRegion: Region; insertedContent: { text: string } }[] }[] }[];
    }[];
  }[];
}

const log = (findings = planned().roadmaps[0]!.plan.findings): Log => sarif(findings, rules, '1.2.3') as Log;

describe('SARIF', () => {
  it('is one run of version 2.1.0 with all rules', () => {
    const { version, runs, $schema } = log();
    expect($schema).toMatch(/sarif-2\.1\.0\.json$/);
    expect(version).toBe('2.1.0');
    expect(runs).toHaveLength(1);
    const { driver } = runs[0]!.tool;
    expect(driver).toMatchObject({ name: 'Milepost', semanticVersion: '1.2.3' });
    expect(driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const { shortDescription, defaultConfiguration } of driver.rules) {
      expect(shortDescription.text).not.toBe('');
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
    }
  });

  it('gives each result its rule, level, message and region', () => {
    const [{ tool, results, columnKind } = { tool: null, results: [], columnKind: '' }] = log().runs;
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(tool?.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
      const { artifactLocation, region } = locations[0]!.physicalLocation;
      expect(artifactLocation.uri).toBe('ROADMAP.md');
      expect(region.startLine).toBeGreaterThanOrEqual(1);
      expect(region.startColumn).toBeGreaterThanOrEqual(1);
      expect([region.endLine, region.endColumn] > [region.startLine, 0]).toBe(true);
    }
  });

  it('offers a fix where the right text is known', () => {
    const [known] = planned().roadmaps[0]!.plan.findings;
    const [{ results } = { results: [] }] = log([
      { ...known!, suggestion: 'Future' },
      { ...known!, suggestion: null },
    ]).runs;
    expect(results[0]!.fixes?.[0]?.artifactChanges[0]?.replacements[0]?.insertedContent.text).toBe('Future');
    expect(results[1]!.fixes).toBeUndefined();
  });

  it('writes paths as relative URIs', () => {
    const [known] = planned().roadmaps[0]!.plan.findings;
    const uri = (file: string) =>
      log([{ ...known!, file }]).runs[0]!.results[0]!.locations[0]!.physicalLocation.artifactLocation.uri;
    expect(uri('docs/Our plan #1.md')).toBe('docs/Our%20plan%20%231.md');
    expect(uri('c:/x.md')).toBe('c%3A/x.md');
    expect(uri('/srv/plan.md')).toBe('file:///srv/plan.md');
  });
});
