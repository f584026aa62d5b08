import type { CertificateCode, SkillCode } from './skills.js';
import type { FaultKindCode } from './faults.js';

/** A product category: its name as the Open Repair Data table writes it, and which faults it has how often. */
export interface Category {
  code: string;
  nameEn: string;
  nameZh: string;
  skill: SkillCode;
  /** Failures per unit and year. */
  yearlyFailures: number;
  /** Its share of all reports, in parts of the sum over the categories. */
  share: number;
  faults: readonly { kind: FaultKindCode; weight: number; certificate?: CertificateCode }[];
}

/** One row: names | skill | failures per unit and year | share of reports | kind*weight ... (a trailing ! asks for the skill's certificate). */
const rows: readonly string[] = [
  'Aircon/dehumidifier | 空调/除湿机 | large-appliance | 0.12 | 8 | cooler*5! cooling*3 board*4 pump*2 switch*1 blockage*3',
  'Battery/charger/adapter | 电池/充电器/适配器 | computing | 0.20 | 13 | cord*4 battery*5 board*4 jack*3 fuse*2 casing*1',
  'Decorative or safety lights | 装饰灯/安全灯 | lighting | 0.15 | 15 | driver*6 holder*3 cord*3 battery*2 switch*2',
  'Desktop computer | 台式电脑 | computing | 0.22 | 4 | storage*4 board*3 software*5 cooling*2 fuse*1 keyboard*1',
  'Digital compact camera | 数码相机 | precision | 0.10 | 3 | lens*5 battery*3 screen*2 latch*2 board*2',
  'DSLR/video camera | 单反/摄像机 | precision | 0.10 | 3 | lens*5 drive*2 board*3 battery*2 latch*2',
  'Fan | 风扇 | small-appliance | 0.12 | 15 | motor*5 switch*3 capacitor*3 bearing*3 gear*2 cord*2 casing*2',
  'Flat screen | 平板电视/显示器 | audio-video | 0.14 | 7 | backlight*5 board*5 screen*3 jack*2 remote*1 cord*1',
  'Hair & beauty item | 美容美发用品 | small-appliance | 0.18 | 20 | cord*5 battery*4 switch*3 element*4 blade*3 fuse*1',
  'Handheld entertainment device | 掌上娱乐设备 | computing | 0.18 | 5 | battery*5 jack*4 screen*3 charging*3 switch*2 software*2',
  'Headphones | 耳机 | audio-video | 0.20 | 5 | jack*6 cord*4 battery*3 speaker*3 casing*2',
  'Hi-Fi integrated | 一体音响 | audio-video | 0.15 | 21 | laser*6 drive*4 amplifier*4 tuner*2 jack*2 board*3 belt*2',
  'Hi-Fi separates | 分体音响 | audio-video | 0.16 | 32 | drive*5 laser*5 amplifier*5 belt*3 jack*3 board*3 cord*1',
  'Kettle | 电水壶 | small-appliance | 0.22 | 32 | switch*6 seal*4 element*4 thermostat*4 latch*2 fuse*2 scale*2',
  'Lamp | 灯具 | lighting | 0.18 | 94 | holder*6 switch*6 cord*6 driver*4 fuse*2 casing*2',
  'Laptop | 笔记本电脑 | computing | 0.25 | 31 | software*6 storage*4 charging*4 battery*4 screen*4 keyboard*3 casing*3 cooling*2 board*3',
  'Large home electrical | 大型家电 | large-appliance | 0.20 | 21 | board*4 pump*4 element*4 seal*3 latch*3 bearing*3 motor*3 cooler*2! magnetron*2',
  'Misc | 其他电器 | small-appliance | 0.15 | 2 | cord*4 switch*4 board*4 motor*3 battery*2 casing*2',
  'Mobile | 手机 | computing | 0.25 | 8 | screen*6 battery*5 charging*5 software*3 speaker*1 switch*1',
  'Musical instrument | 乐器 | audio-video | 0.10 | 6 | jack*5 amplifier*4 keyboard*4 board*2 cord*2 speaker*2',
  'Paper shredder | 碎纸机 | small-appliance | 0.20 | 8 | feed*6 gear*5 switch*2 motor*3 fuse*1',
  'PC accessory | 电脑配件 | computing | 0.15 | 4 | jack*5 storage*3 software*3 cord*3 keyboard*2',
  'Portable radio | 便携收音机 | audio-video | 0.15 | 49 | tuner*5 switch*4 jack*4 board*4 battery*3 speaker*3 drive*2 cord*2',
  'Power tool | 电动工具 | power-tool | 0.20 | 64 | switch*5 motor*5 brushes*5 blade*5 cord*5 battery*3 gear*3',
  'Printer/scanner | 打印机/扫描仪 | computing | 0.25 | 14 | head*6 feed*5 software*4 board*3 gear*2 cord*1',
  'Projector | 投影仪 | precision | 0.14 | 3 | lampUnit*5 fuse*2 drive*3 cooling*2 board*3 belt*2',
  'Sewing machine | 缝纫机 | precision | 0.20 | 37 | timing*6 tension*5 pedal*4 motor*3 belt*3 gear*4 cord*1 switch*1',
  'Small home electrical | 小型家用电器 | small-appliance | 0.18 | 184 | board*5 switch*5 cord*5 motor*4 battery*3 element*4 fuse*3 charging*2 pump*2 casing*2',
  'Small kitchen item | 小型厨房电器 | small-appliance | 0.18 | 35 | motor*5 element*4 switch*4 board*3 thermostat*3 gear*2 casing*2 cord*2',
  'Tablet | 平板电脑 | computing | 0.22 | 9 | charging*6 screen*5 battery*4 software*4 switch*1',
  'Toaster | 烤面包机 | small-appliance | 0.20 | 35 | latch*7 element*6 board*4 fuse*1 cord*2 switch*1 blockage*1',
  'Toy | 玩具 | power-tool | 0.20 | 12 | jack*5 motor*4 battery*4 gear*4 remote*3 switch*3 speaker*2 casing*1',
  'TV and gaming-related accessories | 电视与游戏配件 | audio-video | 0.16 | 17 | remote*5 laser*4 board*4 jack*4 tuner*2 cord*2 drive*2',
  'Vacuum | 吸尘器 | small-appliance | 0.30 | 102 | blockage*5 cord*5 motor*5 belt*4 switch*4 battery*4 hose*3 brushes*2 board*2 bearing*1',
  'Watch/clock | 钟表 | precision | 0.12 | 17 | movement*8 battery*3 jack*2 gear*2 casing*2 cord*1',
  'Coffee maker | 咖啡机 | small-appliance | 0.30 | 15 | pump*6 seal*4 element*3 scale*3 board*4 thermostat*2 switch*2',
  'Food processor | 食物料理机 | small-appliance | 0.20 | 27 | motor*5 gear*4 switch*4 latch*4 brushes*3 seal*2 blade*2 board*2',
  'Games console | 游戏机 | computing | 0.22 | 6 | remote*4 laser*4 cooling*4 charging*3 board*4 screen*2 software*1',
  'Hair dryer | 吹风机 | small-appliance | 0.22 | 11 | cord*5 thermostat*3 motor*4 element*4 switch*3 blockage*2 fuse*2',
  'Iron | 电熨斗 | small-appliance | 0.22 | 21 | pump*4 element*5 thermostat*4 seal*4 cord*5 fuse*2 scale*2',
];

const certificateOf: Partial<Record<SkillCode, CertificateCode>> = { 'large-appliance': 'refrigerant' };

/** `Aircon/dehumidifier` -> `aircon-dehumidifier`. */
export const codeOfCategory = (nameEn: string) =>
  nameEn
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

function toCategory(row: string): Category {
  const [nameEn = '', nameZh = '', skill, yearlyFailures, share, faults = ''] = row.split(' | ');
  const skillCode = skill as SkillCode;
  return {
    code: codeOfCategory(nameEn),
    nameEn,
    nameZh,
    skill: skillCode,
    yearlyFailures: Number(yearlyFailures),
    share: Number(share),
    faults: faults.split(' ').map((word) => toFault(word, skillCode)),
  };
}

function toFault(word: string, skill: SkillCode): Category['faults'][number] {
  const [kind = '', weight = ''] = word.replace('!', '').split('*');
  const certificate = word.endsWith('!') ? certificateOf[skill] : undefined;
  return { kind: kind as FaultKindCode, weight: Number(weight), ...(certificate && { certificate }) };
}

/** The 40 categories of the Open Repair Data table, as our own product list. */
export const categories: readonly Category[] = rows.map(toCategory);

export const categoryByName = new Map(categories.map((category) => [category.nameEn.toLowerCase(), category]));
