import type { StagePart } from '../core/router.js';
import type { TextKey, Translate } from '../lang/index.js';
import type { NodeKind, ProcessStage } from './process.js';

const kinds = { start: 'processStart', step: 'processStep', decision: 'processDecision', document: 'processDocument', end: 'processEnd' } as const satisfies Record<NodeKind, TextKey>;

export const kindText = (t: Translate, kind: NodeKind) => t(kinds[kind]);

const stageNames = { manual: 'processManual', electronicForm: 'processElectronic', integrated: 'processIntegrated' } as const satisfies Record<ProcessStage, TextKey>;

export const stageText = (t: Translate, stage: string | null) => (stage !== null && stage in stageNames ? t(stageNames[stage as ProcessStage]) : t('notSet'));

export const partOf: Readonly<Record<ProcessStage, StagePart>> = { manual: 'manuell', electronicForm: 'skjema', integrated: 'integrert' };

export const stageOf = (part: string): ProcessStage => (part === 'skjema' ? 'electronicForm' : part === 'integrert' ? 'integrated' : 'manual');
