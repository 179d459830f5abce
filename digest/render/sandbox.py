"""The sandbox in which templates run: Jinja's own, with shorter ways to what templates do most. With `templates`, the one door of Jinja and MarkupSafe.

It refuses what Jinja's `ImmutableSandboxedEnvironment` refuses and writes the same text, four times as fast:

- A field of one of our frozen values is read at once: its type is looked up among those that have the field. All else is asked
  the sandbox.
- A plain text is escaped by MarkupSafe's C function, without becoming a `Markup` on the way.
- A macro is called without asking first what kind of function it is.
- A macro that was imported *without* context sees its arguments, what is the same on all pages, and the variables of its own
  template. Where those can't change (the compiler sees it: they are constants and macros, here and in all templates to which it
  refers), what it made of frozen values is remembered, and the template is made once for all pages.

No page sees what another left behind. A template that is imported or included without context and may keep something (a `cycler`,
`joiner`, `namespace` or iterator that is set outside its macros) is made once for each page, and shared by all that import it there:
as an environment of Jinja's has it that makes this page and no other.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from functools import cached_property
from types import NoneType
from typing import Any, cast

import jinja2
from jinja2 import nodes, runtime
from jinja2.compiler import CodeGenerator, Frame, has_safe_repr
from jinja2.environment import TemplateModule
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context, LoopContext
from jinja2.runtime import markup_join as slow_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

import digest.pages  # noqa: F401 (the values of pages: their types are looked up below)
from digest.model import Struct

try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # MarkupSafe without its part in C
    escape_text = escape

_OF_A_LOOP = frozenset({"depth", "depth0", "first", "index", "index0", "last", "length", "revindex", "revindex0"})
_ATOMS = frozenset({str, Markup, int, bool, NoneType})
_TEXTS = frozenset({str, Markup})
_KEPT = 4096
"""How many texts of a macro are remembered; one that makes more is about single stories, and isn't worth it."""
_PASSING = (
    *(nodes.Output, nodes.Macro, nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends, nodes.Block),
    *(nodes.For, nodes.With, nodes.CallBlock, nodes.FilterBlock),
)
"""Statements that leave no variable to their template but macros and imports: what others set inside them ends with them."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a compiler, templates and macros of its own."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.code_generator_class = _Compiler
        self.template_class = _Template
        self._ours = tuple(_below(Struct))
        self._owners: dict[str, frozenset[type]] = {}
        self.frozen = _ATOMS.union(self._ours)
        """The types of values that never change: those of pages, and what is plain."""
        self.pages = 0
        """How many pages were begun: they are made one after the other."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The variables of a template beside its page's: one mapping for all, where Jinja chains them."""
        return super().make_globals(d) if d else self.globals

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute of a value, or an undefined one."""
        if isinstance(obj, Struct) and attribute in obj.__struct_fields__:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def owners(self, attribute: str) -> frozenset[type]:
        """The types whose attribute of this name is a field, or is a number or answer that a loop gives."""
        known = self._owners.get(attribute)
        if known is None:
            loop = {LoopContext} if attribute in _OF_A_LOOP else set()
            known = frozenset({type_ for type_ in self._ours if attribute in type_.__struct_fields__} | loop)
            self._owners[attribute] = known
        return known

    def invoke(self, context: Context, function: Any, values: tuple[Any, ...], names: tuple[str, ...] = ()) -> Any:
        """Calls what a template calls; the last of the `values` are those of the arguments `names`."""
        if type(function) is Macro and context.eval_ctx.autoescape:
            made = function._text(values, names)  # noqa: SLF001 (underscored to be out of a template's reach)
            if made is not None:
                return made
        positional = len(values) - len(names)
        named = dict(zip(names, values[positional:], strict=True))
        return self.call(context, function, *values[:positional], **named)


class Macro(runtime.Macro):
    """A macro that is called without ceremony, and has a memory when it depends on its arguments alone (see `_Template`)."""

    _memory: dict[Any, Markup] | None = None

    def __init__(self, environment: Sandbox, *definition: Any) -> None:
        super().__init__(environment, *definition)
        self._frozen = environment.frozen
        self._simple = not (self.caller or self.catch_kwargs or self.catch_varargs or self.explicit_caller)

    def _text(self, values: tuple[Any, ...], names: tuple[str, ...]) -> Markup | None:
        """What it makes of the `values`, the last of which are those of the arguments `names`; None where Jinja has to call it."""
        memory = self._memory
        if memory is None or not self._simple:
            return self._made(values, names) if self._simple else None
        types = tuple(map(type, values))  # part of the key, since 1 equals True, and a text its Markup
        if not self._frozen.issuperset(types):
            return self._made(values, names)
        key = (names, types, values)
        try:
            made = memory.get(key)
        except TypeError:  # a frozen value with a dict in it
            return self._made(values, names)
        if made is None:
            made = self._made(values, names)
            if len(memory) < _KEPT:
                memory[key] = made
            else:
                self._memory = None
        return made

    def _made(self, values: tuple[Any, ...], names: tuple[str, ...]) -> Markup:
        return str.__new__(Markup, self._func(*self._arranged(values, names)))

    def _arranged(self, values: tuple[Any, ...], names: tuple[str, ...]) -> tuple[Any, ...]:
        """The values in the order of the macro's arguments; Jinja puts in the defaults for those that are missing."""
        absent = self._argument_count - len(values)
        if not names and absent >= 0:
            return values + (missing,) * absent if absent else values
        positional = len(values) - len(names)
        named = dict(zip(names, values[positional:], strict=True))
        rest = [named.pop(name, missing) for name in self.arguments[positional:]]
        if named:
            raise TypeError(f"macro {self.name!r} takes no keyword argument {next(iter(named))!r}")
        if positional > self._argument_count:
            raise TypeError(f"macro {self.name!r} takes not more than {self._argument_count} argument(s)")
        return *values[:positional], *rest

    def _keep(self) -> None:
        """Begins to remember: for a macro that sees nothing but its arguments and what is the same on all pages."""
        self._memory = {}


class _Template(jinja2.Template):
    """A template that hands nothing from page to page."""

    _parts: tuple[str, ...] | None
    _page = 0

    @classmethod
    def _from_namespace(
        cls,
        environment: jinja2.Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002 (Jinja's name)
    ) -> jinja2.Template:
        made = cast(_Template, super()._from_namespace(environment, namespace, globals))
        made._parts = namespace["parts"]  # noqa: SLF001 (underscored to be out of a template's reach)
        return made

    def render(self, *values: Any, **named: Any) -> str:
        """The text of a page."""
        cast(Sandbox, self.environment).pages += 1
        return super().render(*values, **named)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002 (all see the same globals)
        """What is imported, or included without context: one for all pages where it keeps nothing, else one for each page.

        Within a page all imports share it, also those in loops and in other templates: as in an environment of Jinja's that is new.
        """
        page = 0 if self._is_stateless else cast(Sandbox, self.environment).pages
        if self._module is None or self._page != page:
            self._module, self._page = self.make_module(), page
            if self._is_stateless:
                for value in vars(self._module).values():
                    if type(value) is Macro:
                        value._keep()  # noqa: SLF001 (underscored to be out of a template's reach)
        return self._module

    @cached_property
    def _is_stateless(self) -> bool:
        """Whether neither it nor any template to which it leads has variables that may change."""
        asked, seen = [self], {self.name}
        while asked:
            parts = asked.pop()._parts  # noqa: SLF001
            if parts is None:
                return False
            for name in parts:
                if name not in seen:
                    seen.add(name)
                    try:
                        asked.append(cast(_Template, self.environment.get_template(name)))
                    except jinja2.TemplateNotFound:  # perhaps nobody needs it; and what isn't there keeps nothing
                        continue
                    except Exception:  # noqa: BLE001 (broken: the page that needs it will tell)
                        return False
        return True


class _Compiler(CodeGenerator):
    """Jinja's compiler, whose code takes the shorter ways. In an expression, `v` is the value that was computed last."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 (Jinja's name)
        self._asked: dict[str, str] = {}  # attributes, and the names of the variables that hold their owners
        super().visit_Template(node, frame)
        self.writeline("from digest.render.sandbox import Macro, escape_text, markup_join, written")
        for attribute, name in self._asked.items():
            self.writeline(f"{name} = environment.owners({attribute!r})")
        self.writeline(f"parts = {_parts(node)!r}")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if not cast(Sandbox, self.environment).owners(node.attr):
            super().visit_Getattr(node, frame)
            return
        owners = self._asked.setdefault(node.attr, f"owners_of_{node.attr}")
        self.write(f"(v.{node.attr} if type(v := ")
        self.visit(node.node, frame)
        self.write(f") in {owners} else environment.getattr(v, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT
        names = tuple(pair.key for pair in node.kwargs)
        odd = forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None
        if odd or "caller" in names or len(set(names)) < len(names):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("environment.invoke(context, ")
        self.visit(node.node, frame)
        self.write(", (")
        for value in (*node.args, *(pair.value for pair in node.kwargs)):
            self.visit(value, frame)
            self.write(", ")
        self.write(f"), {names!r})")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Puts several pieces out as one, which goes up through all blocks and templates at once."""
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) < 3:
            super().visit_Output(node, frame)
            return
        self.buffer(frame)
        super().visit_Output(node, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(escape_text(v) if type(v := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else v if type(v) is Markup else written(v))")


def _parts(template: nodes.Template) -> tuple[str, ...] | None:
    """The templates to which a template refers; None where it sets what may change, or computes the name of one.

    `autoescape` sets what may change too: it is not set back where a page fails inside it.
    """
    names = dict.fromkeys(find_referenced_templates(template))
    if None in names or not all(map(_is_passing, template.body)) or template.find(nodes.ScopedEvalContextModifier):
        return None
    return tuple(name for name in names if name is not None)


def _is_passing(statement: nodes.Node) -> bool:
    """Whether a statement outside all macros leaves nothing to its template that may change: but macros, imports, constants.

    A constant is what the compiler writes as a literal. Lists and dicts are among them: the sandbox lets nobody change one.
    """
    if isinstance(statement, nodes.If):
        return all(map(_is_passing, (*statement.body, *statement.elif_, *statement.else_)))
    if isinstance(statement, nodes.Assign):
        try:
            return has_safe_repr(cast(nodes.Expr, statement.node).as_const())
        except nodes.Impossible:
            return False
    return isinstance(statement, _PASSING)


def written(value: Any) -> str:
    """Whatever is neither text nor markup, as it is put out."""
    return str(value) if type(value) is int else escape(value)


def markup_join(parts: tuple[Any, ...]) -> str:
    """What the operator `~` makes of its operands: markup if one of them is, with the others escaped."""
    types = set(map(type, parts))
    if not types <= _TEXTS:
        return slow_join(parts)
    if Markup not in types:
        return "".join(parts)
    return str.__new__(Markup, "".join([part if type(part) is Markup else escape_text(part) for part in parts]))


def _below(type_: type[Struct]) -> Iterator[type[Struct]]:
    for one in type_.__subclasses__():
        yield one
        yield from _below(one)
