// Checks what a quickstart left behind: that students learnt, that the report is whole and loads nothing.
// usage: node check_quickstart.mjs RUN_FOLDER SECONDS
import { readFileSync, existsSync } from 'node:fs';

const [folder, seconds] = process.argv.slice(2);
const problems = [];
const check = (holds, problem) => holds || problems.push(problem);

const results = JSON.parse(readFileSync(`${folder}/results.json`, 'utf8'));
const all = results.systems.filter(system => system.split === 'test');
const test = all.filter(system => !system.control);
check(test.length === 3, `three systems must be tested, but are ${test.length}`);
const controls = all.filter(system => system.control);
check(controls.length === 4, `majority class and three of word counts must stand beside them, but there are ${controls.length}`);
for (const control of controls) {
  check(control.malformed_rate === 0, `${control.name}: malformed rate ${control.malformed_rate}`);
  check(control.accuracy < Math.min(...test.map(system => system.accuracy)), `${control.name}: as good as a student`);
}
for (const system of test) {
  check(system.rows >= 300, `${system.name}: too few rows, ${system.rows}`);
  check(system.accuracy >= 0.6, `${system.name}: accuracy must be at least 0.60, but is ${system.accuracy}`);
  check(!system.collapsed, `${system.name}: collapsed`);
  check(system.malformed_rate < 0.05, `${system.name}: malformed rate ${system.malformed_rate}`);
  check((system.bleu === null) === (system.rationale_kind === 'none'), `${system.name}: BLEU is ${system.bleu}`);
}
check(results.comparisons.filter(comparison => comparison.split === 'test' && !comparison.control).length === 2, 'two comparisons on test');
const report = readFileSync(`${folder}/report.html`, 'utf8');
check(!/<(script|link|img)[^>]+(src|href)=["']?https?:/i.test(report), 'the report loads something');
check(report.includes('made up'), 'the report must say that this is a demonstration');
check(existsSync(`${folder}/trials/reasoning-seed1/student/model.safetensors`), 'the student is missing');
// three to four minutes on two quiet cores; twice that when other programs run
check(Number(seconds) < 900, `quickstart must take less than fifteen minutes, but took ${seconds} s`);

for (const problem of problems) console.error(`quickstart: ${problem}`);
process.exit(problems.length === 0 ? 0 : 1);
