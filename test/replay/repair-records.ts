import { writeFileSync } from 'node:fs';

const groups = ['Cardiff', 'Swansea', 'Newport', 'Wrexham'];
const troubles = [
  ['Vacuum', 'no suction and a smell of burning'],
  ['Kettle', 'does not switch off'],
  ['Lamp', 'flickers, the plug gets warm'],
  ['Toaster', 'the lever does not stay down'],
  ['Sewing machine', 'skips stitches'],
  ['Laptop', 'battery does not charge'],
] as const;

/** Writes repair records in the format of Open Repair Data, as groups in Wales would have taken them down on one day after the other. */
export function writeRecords(file: string, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => {
    const [category, problem] = troubles[index % troubles.length] ?? troubles[0];
    const status = index % 8 === 7 ? 'End of life' : 'Fixed';
    const day = `2024-03-${String(1 + (index % 28)).padStart(2, '0')}`;
    return `test_${index + 1},Test,GBR,${category},Unknown,,${status},${groups[index % groups.length]},${day},"${problem}"`;
  });
  const columns =
    'id,data_provider,country,product_category,brand,product_age,repair_status,group_identifier,event_date,problem';
  writeFileSync(file, `${[columns, ...rows].join('\n')}\n`);
}
