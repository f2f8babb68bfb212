import { describe, expect, test } from 'vitest';
import type { Language } from '../../../../src/cli/views/report/format-number.ts';
import { reportHtml } from '../../../../src/cli/views/report/report-html.ts';
import { empty, everyReport, full, hostile, withheld, withoutHoldout } from './report-fixtures.ts';

const en = (report = full): Promise<string> => reportHtml(report, { language: 'en' });
const ko = (report = full): Promise<string> => reportHtml(report, { language: 'ko' });
const both = Object.entries(everyReport).flatMap(([name, report]) =>
  (['en', 'ko'] as const).map((language): [string, Language, typeof report] => [name, language, report]),
);

/** What a reader sees: no tags, no style sheet. */
const words = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe.each(both)('%s in %s', (_, language, report) => {
  test('asks nobody for anything', async () => {
    const page = await reportHtml(report, { language });
    expect(page.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/http|src=|@import|url\(|<script|<link|<iframe/i);
  });

  test('is one well-formed document in its language', async () => {
    const page = await reportHtml(report, { language });
    expect(page).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
    for (const tag of ['section', 'table', 'svg', 'details', 'div', 'ul', 'figure', 'dl', 'span', 'text']) {
      expect(page.match(new RegExp(`<${tag}[ >]`, 'g'))?.length, tag).toBe(
        page.match(new RegExp(`</${tag}>`, 'g'))?.length,
      );
    }
    expect(page).not.toMatch(/undefined|NaN|\[object|Infinity/);
  });

  test('every colour of a drawing follows the page', async () => {
    const drawings = (await reportHtml(report, { language })).match(/<svg[\s\S]*?<\/svg>/g) ?? [];
    expect(drawings.length).toBeGreaterThan(0);
    for (const svg of drawings) {
      expect(svg).toMatch(/^<svg viewBox="0 0 (880|330) \d+" role="img" aria-label="[^"]+">/);
      expect(svg).not.toMatch(/#[0-9a-f]{3,6}"|rgb|ecmeta|class=|<style/i);
    }
  });

  test('the same report gives the same bytes', async () => {
    expect(await reportHtml(report, { language })).toBe(await reportHtml(report, { language }));
  });
});

describe('content', () => {
  test('verdict, cards, charts with their tables, checks, provenance', async () => {
    const page = await en();
    const text = words(page);
    expect(page).toContain('<p class="sentence">Goal reached: first_order is 23.2%, the goal was 23.0%.</p>');
    expect(text).toContain('Incremental outcomes +252 9 to 477 More than without the campaign');
    expect(text).toContain('People assigned 10,000');
    expect(text).toContain('Messages sent 8,939 9,000 expected');
    expect(text).toContain('+4.1%p (1.3 to 6.8)');
    expect(text).toContain('friendly against holdout 24.5% 1,102 of 4,500 20.4% 204 of 1,000 +4.1%p 1.3 to 6.8');
    expect(text).toContain('Yes: the sizes fit the draw');
    expect(text).toContain('has not agreed to advertising 812');
    expect(text).toContain('How to read this');
    expect(text).toMatch(/Workspace shop Environment production As of 2026-11-30 09:00 Asia\/Seoul Confidence 95%/);
    expect(page.match(/<details>/g)).toHaveLength(3);
    expect(page.match(/<svg /g)).toHaveLength(6);
  });

  test('a withheld verdict shows no number as the effect', async () => {
    const text = words(await en(withheld));
    expect(text).toContain('Incremental amount Withheld See “What may not be concluded”');
    expect(text).toContain('! Effect: withheld');
    expect(text).toContain('No: this is more than chance');
  });

  test('simulated is said where nobody can overlook it', async () => {
    expect(words(await en(withoutHoldout))).toMatch(/^\s*Welcome, new friends · Campaign report \(simulated\)/);
    expect(await en(withoutHoldout)).toContain('<span class="badge">simulated</span>');
    expect(words(await ko(withoutHoldout))).toContain('모의 데이터');
    expect(words(await en())).not.toMatch(/simulated/i);
  });

  test('without a holdout there is no effect to show, and nobody yet is no missing holdout', async () => {
    expect(words(await en(withoutHoldout))).toContain('Not measurable');
    expect(words(await en(empty))).toContain('Nobody has been assigned yet.');
    expect(words(await en(empty))).not.toContain('holdout nobody knows');
  });

  test('a phone has drawings of its own, paper has its tables open', async () => {
    const page = await en();
    expect(page).toContain('name="viewport"');
    expect(page).toMatch(/@media print/);
    expect(page).toMatch(/prefers-color-scheme: dark/);
    expect(page.match(/viewBox="0 0 330 /g)).toHaveLength(3);
  });
});

describe('escaping', () => {
  test('a title that would like to be a script is a title', async () => {
    const page = await ko(hostile);
    expect(page).toContain('<h1>첫 구매 환영 🎉 &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; | `a` red</h1>');
    expect(page).toContain('&lt;b&gt;B&lt;/b&gt;');
    expect(page).not.toMatch(/<script|<i>|<b>B/);
    expect(page).not.toContain('\u001b');
  });

  test('a metric with quotes does not leave its attribute', async () => {
    const goal = { ...full.goal, metric: '"><img onerror=x' };
    const page = await en({
      ...full,
      goal,
      comparisons: full.comparisons.map((one) => ({ ...one, metric: goal.metric })),
    });
    expect(page).not.toContain('<img');
    expect(page).toContain('aria-label="What the campaign changed: &quot;&gt;&lt;img onerror=x"');
  });
});
