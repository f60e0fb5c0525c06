// Commands as bash prints them back: in jobs, in "Killed" messages, in declare -f. The layout is that of print_cmd.c.

import type {
  ArithmeticFor,
  Assignment,
  Case,
  CommandNode,
  CompoundCommand,
  CompoundList,
  For,
  Function as FunctionNode,
  HereDoc,
  If,
  Redirection,
  Select,
  Statement,
  Word,
} from "unbash";

type Node = Statement["command"];

/** In one line where bash uses one. `text` is the source the tree was parsed from. */
export function printCommand(node: Node, text: string): string {
  return new Printer(text).command(node, 0);
}

/** As `type f` and `declare -f` show a function. */
export function printFunction(node: FunctionNode, name: string, text: string): string {
  return new Printer(text).function(node, name, 0);
}

const pad = (indent: number): string => " ".repeat(indent);

class Printer {
  readonly source: string;
  /** Inside a function every command has a line of its own; elsewhere only the bodies of loops and the like do. */
  inFunction = false;
  /** Here-documents whose bodies follow at the end of the line. */
  pending: HereDoc[] = [];
  constructor(source: string) {
    this.source = source;
  }

  command(node: Node | CommandNode, indent: number): string {
    switch (node.type) {
      case "Command":
        return [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix]
          .sort((a, b) => a.pos - b.pos)
          .map((part) => this.part(part))
          .join(" ");
      case "Pipeline":
        return this.pipeline(node, indent);
      case "AndOr":
        return node.commands
          .map((c, i) => (i === 0 ? "" : ` ${node.operators[i - 1]} `) + this.command(c, indent))
          .join("");
      case "Redirected":
        return [this.command(node.command, indent), ...node.redirects.map((r) => this.part(r))].join(" ");
      case "Function":
        return (this.inFunction ? "function " : "") + this.function(node, node.name.text, indent);
      case "Coproc":
        return `coproc ${node.name ? `${node.name.text} ` : ""}${this.source.slice(node.body.pos, node.body.end)}`;
      default:
        return this.compound(node, indent);
    }
  }

  pipeline(node: Extract<Node, { type: "Pipeline" }>, indent: number): string {
    const prefixes = node.prefixes.map((p) => (p.type === "Negation" ? "! " : p.posix ? "time -p " : "time ")).join("");
    // a |& b is a 2>&1 | b
    const stages = node.commands.map((c, i) => this.command(c, indent) + (node.operators[i] === "|&" ? " 2>&1" : ""));
    return prefixes + stages.join(" | ");
  }

  compound(node: CompoundCommand, indent: number): string {
    const inner = indent + 4;
    switch (node.type) {
      case "Subshell":
        return `( ${this.inFunction ? this.block(node.body, indent) : this.inline(node.body, indent)} )`;
      case "BraceGroup":
        if (!this.inFunction)
          return `{ ${this.inline(node.body, indent)}${node.body.commands.at(-1)?.background ? "" : ";"} }`;
        return `{ \n${pad(inner)}${this.block(node.body, inner)}\n${pad(indent)}}`;
      case "If":
        return this.ifCommand(node, indent);
      case "While":
        return `${node.kind} ${this.inline(node.clause, indent)}; do\n${pad(inner)}${this.block(node.body, inner)};\n${pad(indent)}done`;
      case "For":
      case "Select":
        return this.forCommand(node, indent);
      case "ArithmeticFor":
        return this.arithmeticFor(node, indent);
      case "Case":
        return this.caseCommand(node, indent);
      case "ArithmeticCommand":
        return `((${node.body}))`;
      case "TestCommand":
        return this.source.slice(node.pos, node.end).replace(/\s+/g, " ");
    }
  }

  ifCommand(node: If, indent: number): string {
    const inner = indent + 4;
    const body = (list: CompoundList): string => `\n${pad(inner)}${this.block(list, inner)};\n${pad(indent)}`;
    let out = `if ${this.inline(node.clause, indent)}; then${body(node.then)}`;
    let closings = "fi";
    let at = indent;
    for (const elif of node.elif) {
      at += 4;
      out += `else\n${pad(at)}if ${this.inline(elif.clause, at)}; then\n${pad(at + 4)}${this.block(elif.then, at + 4)};\n${pad(at)}`;
      closings = `fi;\n${pad(at - 4)}${closings}`;
    }
    if (node.else) out += `else\n${pad(at + 4)}${this.block(node.else, at + 4)};\n${pad(at)}`;
    return out + closings;
  }

  forCommand(node: For | Select, indent: number): string {
    const inner = indent + 4;
    const words = node.wordlist ? node.wordlist.map((w) => w.text).join(" ") : '"$@"';
    const keyword = node.type === "For" ? "for" : "select";
    return `${keyword} ${node.name.text} in ${words};\n${pad(indent)}do\n${pad(inner)}${this.block(node.body, inner)};\n${pad(indent)}done`;
  }

  arithmeticFor(node: ArithmeticFor, indent: number): string {
    const inner = indent + 4;
    const part = (e: { pos: number; end: number } | undefined): string => (e ? this.source.slice(e.pos, e.end) : "1");
    const head = `((${part(node.initialize)}; ${part(node.test)}; ${part(node.update)}))`;
    return `for ${head}\n${pad(indent)}do\n${pad(inner)}${this.block(node.body, inner)};\n${pad(indent)}done`;
  }

  caseCommand(node: Case, indent: number): string {
    const at = indent + 4;
    const items = node.items.map((item) => {
      const body = `\n${item.body.commands.length > 0 ? pad(at + 4) : ""}${this.block(item.body, at + 4)}`;
      return `\n${pad(at)}${item.pattern.map((p) => p.text).join(" | ")})${body}\n${pad(at)}${item.terminator ?? ";;"}`;
    });
    return `case ${node.word.text} in ${items.join("")}\n${pad(indent)}esac`;
  }

  function(node: FunctionNode, name: string, indent: number): string {
    const [body, redirects] =
      node.body.type === "Redirected" ? [node.body.command, node.body.redirects] : [node.body, []];
    const tail = redirects.map((r) => ` ${this.part(r)}`).join("");
    const outer = this.inFunction;
    this.inFunction = true;
    const list = body.type === "BraceGroup" ? body.body : null;
    const inner = indent + 4;
    const text = list
      ? this.block(list, inner)
      : body.type === "CompoundList"
        ? this.block(body, inner)
        : this.compound(body, inner);
    this.inFunction = outer;
    return `${name} () \n${pad(indent)}{ \n${pad(inner)}${text}\n${pad(indent)}}${tail}`;
  }

  /** Commands on lines of their own; what separates them stands at the line's end. */
  block(list: CompoundList, indent: number): string {
    return list.commands
      .map((s, i) => {
        const last = i === list.commands.length - 1;
        const text = this.command(s.command, indent);
        const bodies = this.bodies();
        return text + (bodies || (s.background ? " &" : last ? "" : ";"));
      })
      .join(`\n${pad(indent)}`);
  }

  /** The here-documents of the line just printed. */
  bodies(): string {
    const text = this.pending.map((doc) => `\n${doc.body.text}${doc.delimiter?.value ?? ""}\n`).join("");
    this.pending = [];
    return text;
  }

  inline(list: CompoundList, indent: number): string {
    return list.commands
      .map((s, i) => {
        const last = i === list.commands.length - 1;
        return this.command(s.command, indent) + (s.background ? (last ? " &" : " & ") : last ? "" : "; ");
      })
      .join("");
  }

  part(part: Word | Assignment | Redirection): string {
    if (part.type === "Word" || part.type === "Assignment") return part.text;
    const number = part.descriptor
      ? part.descriptor.type === "FileDescriptor"
        ? String(part.descriptor.value)
        : `{${part.descriptor.name}}`
      : "";
    if (part.type === "HereDoc" && this.inFunction) this.pending.push(part);
    if (part.type === "HereDoc") return `${number}${part.operator}${part.delimiter?.text ?? ""}`;
    const target = part.target?.text ?? "";
    if (part.operator === ">&" || part.operator === "<&") {
      return `${number || (part.operator === "<&" ? "0" : "1")}${part.operator}${target}`.replace(
        /^1>&(?!\d|-)/,
        "&> ",
      );
    }
    return `${number}${part.operator} ${target}`;
  }
}
