import { Extension, Mark, Node } from '@tiptap/core';
import Blockquote from '@tiptap/extension-blockquote';
import Bold from '@tiptap/extension-bold';
import Document from '@tiptap/extension-document';
import HardBreak from '@tiptap/extension-hard-break';
import Heading from '@tiptap/extension-heading';
import Italic from '@tiptap/extension-italic';
import Link from '@tiptap/extension-link';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import Paragraph from '@tiptap/extension-paragraph';
import Subscript from '@tiptap/extension-subscript';
import Superscript from '@tiptap/extension-superscript';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import Text from '@tiptap/extension-text';
import { UndoRedo } from '@tiptap/extensions';
import { isSafeUrl } from '../core/format.js';

const kept = (name: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute(name),
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] ? { [name]: attributes[name] } : {}),
});

/** Attributes that texts from the catalogue carry and that nobody edits here. */
const KeptAttributes = Extension.create({
  name: 'keptAttributes',
  addGlobalAttributes() {
    return [
      { types: ['paragraph', 'heading', 'listItem', 'bulletList', 'orderedList', 'blockquote', 'table', 'tableCell', 'tableHeader', 'link'], attributes: { lang: kept('lang') } },
      { types: ['tableHeader', 'tableCell'], attributes: { scope: kept('scope') } },
    ];
  },
});

const Abbreviation = Mark.create({
  name: 'abbreviation',
  addAttributes: () => ({ title: kept('title'), lang: kept('lang') }),
  parseHTML: () => [{ tag: 'abbr' }],
  renderHTML: ({ HTMLAttributes }) => ['abbr', HTMLAttributes, 0],
});

const DefinitionList = Node.create({
  name: 'definitionList',
  group: 'block',
  content: '(definitionTerm | definitionDescription)+',
  parseHTML: () => [{ tag: 'dl' }],
  renderHTML: ({ HTMLAttributes }) => ['dl', HTMLAttributes, 0],
});

const DefinitionTerm = Node.create({
  name: 'definitionTerm',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'dt' }],
  renderHTML: ({ HTMLAttributes }) => ['dt', HTMLAttributes, 0],
});

const DefinitionDescription = Node.create({
  name: 'definitionDescription',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'dd' }],
  renderHTML: ({ HTMLAttributes }) => ['dd', HTMLAttributes, 0],
});

/** A table without widths and styles of its own; its caption, which the model has no place for, is kept as an attribute. */
const PlainTable = Table.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: null,
        parseHTML: (element: HTMLElement) => element.querySelector(':scope > caption')?.textContent.trim() || null,
        rendered: false,
      },
    };
  },
  parseHTML: () => [{ tag: 'table' }, { tag: 'caption', ignore: true }],
  renderHTML({ node, HTMLAttributes }) {
    const { style: _style, ...attributes } = HTMLAttributes;
    const caption = node.attrs.caption as string | null;
    return caption ? ['table', attributes, ['caption', {}, caption], ['tbody', 0]] : ['table', attributes, ['tbody', 0]];
  },
  // Tab leaves the editor, as everywhere else on the page (WCAG 2.1.2); cells are reached by the arrow keys.
  addKeyboardShortcuts() {
    const { Tab: _tab, 'Shift-Tab': _shiftTab, ...rest } = this.parent?.() ?? {};
    return rest;
  },
}).configure({ resizable: false, View: null });

const PlainListItem = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      'Mod-]': () => this.editor.commands.sinkListItem(this.name),
      'Mod-[': () => this.editor.commands.liftListItem(this.name),
    };
  },
});

const PlainLink = Link.extend({
  addAttributes: () => ({ href: kept('href'), title: kept('title'), hreflang: kept('hreflang') }),
}).configure({
  openOnClick: false,
  autolink: false,
  linkOnPaste: true,
  defaultProtocol: 'https',
  HTMLAttributes: { target: null, rel: null, class: null },
  isAllowedUri: (url) => isSafeUrl(url),
});

/** The HTML that a service description may have, as an editing model. */
export const richTextExtensions = [
  Document, Paragraph, Text, HardBreak, Blockquote, Bold, Italic, Subscript, Superscript, Abbreviation, PlainLink,
  Heading.configure({ levels: [3, 4, 5, 6] }),
  BulletList.configure({ keepMarks: true }), OrderedList.configure({ keepMarks: true }), PlainListItem,
  PlainTable, TableRow, TableHeader, TableCell,
  DefinitionList, DefinitionTerm, DefinitionDescription,
  KeptAttributes, UndoRedo,
];
