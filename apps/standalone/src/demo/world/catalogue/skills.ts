/** What a technician can be good at, 1 (helper) to 5 (expert); every product category asks for one of them. */
export const skills = [
  { code: 'small-appliance', nameEn: 'Small appliances', nameZh: '小家电' },
  { code: 'large-appliance', nameEn: 'Large appliances and cooling', nameZh: '大家电与制冷' },
  { code: 'audio-video', nameEn: 'Audio and video', nameZh: '音视频设备' },
  { code: 'computing', nameEn: 'Computers and phones', nameZh: '电脑与手机' },
  { code: 'power-tool', nameEn: 'Power tools and toys', nameZh: '电动工具与玩具' },
  { code: 'lighting', nameEn: 'Lighting', nameZh: '照明' },
  { code: 'precision', nameEn: 'Precision mechanics and optics', nameZh: '精密机械与光学' },
] as const;

export type SkillCode = (typeof skills)[number]['code'];

/** Papers that some jobs ask for by law. */
export const certificates = [
  { code: 'refrigerant', nameEn: 'Refrigerant handling', nameZh: '制冷剂操作证' },
  { code: 'electrician', nameEn: 'Electrician', nameZh: '电工证' },
] as const;

export type CertificateCode = (typeof certificates)[number]['code'];
