/** Shapes of docs/editors-api.md, of the information on the introduction, its benefit and its requirement specifications. */

export type Audience = 'leadership' | 'director' | 'owners' | 'politicians' | 'unionRepresentatives' | 'others';
export type InformationChannel = 'meeting' | 'email' | 'written' | 'other';
export type InformationTopic = 'organisation' | 'scope' | 'affected' | 'beforePublishing' | 'costBenefit' | 'time';

export interface InformationEntry {
  id: string;
  version: string;
  audience: Audience;
  /** Key of a department; null for all. */
  department: string | null;
  /** yyyy-MM-dd */
  day: string;
  channel: InformationChannel;
  topics: InformationTopic[];
  services: { key: string; title: string }[];
  note: string | null;
  registeredBy: string | null;
  registeredAt: string;
}

export interface InformationCoverage {
  audience: Audience;
  department: string | null;
  /** The day of each topic; null for never. */
  last: { topic: InformationTopic; day: string | null }[];
}

export interface InformationLog {
  departments: { key: string; name: string }[];
  entries: InformationEntry[];
  coverage: InformationCoverage[];
}

export interface WrittenInformation {
  audience: Audience | null;
  department: string | null;
  day: string | null;
  channel: InformationChannel | null;
  topics: InformationTopic[];
  services: string[];
  note: string | null;
  version: string | null;
}

export interface Brief {
  title: string;
  lead: string;
  sections: { heading: string; lines: string[] }[];
}

export type BenefitStage = 'manual' | 'electronicForm' | 'integrated';

export interface BenefitGain {
  stage: BenefitStage;
  minutesPerCase: number;
  hoursPerYear: number | null;
  kronerPerYear: number | null;
  isComplete: boolean;
  isCounted: boolean;
}

export interface BenefitRow {
  key: string;
  title: string;
  department: string | null;
  target: BenefitStage | null;
  version: string | null;
  volume: number | null;
  applications: number | null;
  oneOffCost: number | null;
  yearlyCost: number | null;
  minutes: { stage: BenefitStage; minutes: number | null; unsaid: number }[];
  gains: BenefitGain[];
  netPerYear: number | null;
  paybackMonths: number | null;
}

export interface BenefitTotal {
  services: number;
  withGain: number;
  hours: number;
  kroner: number;
  oneOffCost: number;
  yearlyCost: number;
  net: number;
  paybackMonths: number | null;
}

export interface Benefit {
  assumptions: { hourlyCost: number; isDefault: boolean; version: string | null; changedBy: string | null; changedAt: string | null };
  rows: BenefitRow[];
  departments: { key: string | null; name: string | null; total: BenefitTotal }[];
  total: BenefitTotal;
}

export type RequirementSubject = 'forms' | 'descriptions' | 'processTools' | 'other';
export type RequirementAnswer = 'notAnswered' | 'met' | 'partly' | 'notMet';

export interface RequirementLine {
  /** Its own for ever; null for one that is not saved yet. */
  number: number | null;
  group: string;
  text: string;
  isMust: boolean;
  answer: RequirementAnswer;
  explanation: string | null;
  link: string | null;
}

export interface SpecificationSummary {
  id: string;
  version: string;
  title: string;
  subject: RequirementSubject;
  isFinished: boolean;
  totals: { must: number; should: number; met: number; partly: number; notMet: number; notAnswered: number; mustNotMet: number };
  changedBy: string | null;
  changedAt: string;
}

export interface Specification extends SpecificationSummary {
  requirements: RequirementLine[];
}

export type WrittenSpecification = Pick<Specification, 'version' | 'title' | 'subject' | 'isFinished' | 'requirements'>;
