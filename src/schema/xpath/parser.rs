//! The grammar of XPath 1.0, by recursive descent with a limit on nesting.

use std::ops::Range;

use super::lexer::{Token, tokens};
use super::syntax::{Axis, Expr, Function, Kind, Operator, Path, Predicate, Start, Step, Test};
use super::{Fault, Namespaces};

/// How deep brackets may be nested: no schema comes near, and the stack of a thread holds it.
const DEEPEST: usize = 64;

/// The longest regular expression, in bytes.
pub(super) const LONGEST_REGEX: usize = 10_000;

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const REGEXP: &str = "http://exslt.org/regular-expressions";

/// Parses an expression; gives the names of its variables, too.
pub(super) fn expression(text: &str, namespaces: &Namespaces) -> Result<(Expr, Vec<Box<str>>), Fault> {
    let mut parser = Parser::new(text, namespaces, true)?;
    let expr = parser.whole()?;
    Ok((expr, parser.variables))
}

/// Parses an expression that will be used as a pattern: `//` stays a step of its own.
pub(super) fn for_pattern(text: &str, namespaces: &Namespaces) -> Result<(Expr, Vec<Box<str>>), Fault> {
    let mut parser = Parser::new(text, namespaces, false)?;
    let expr = parser.whole()?;
    Ok((expr, parser.variables))
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<(Token<'t>, Range<usize>)>,
    at: usize,
    depth: usize,
    namespaces: &'t Namespaces,
    variables: Vec<Box<str>>,
    /// Whether `//name` outside predicates becomes one step.
    fold: bool,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str, namespaces: &'t Namespaces, fold: bool) -> Result<Parser<'t>, Fault> {
        Ok(Parser { text, tokens: tokens(text)?, at: 0, depth: 0, namespaces, variables: Vec::new(), fold })
    }

    fn whole(&mut self) -> Result<Expr, Fault> {
        let expr = self.binary(0)?;
        match self.peek() {
            None => Ok(expr),
            Some(_) => Err(self.unexpected("an operator or the end")),
        }
    }

    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).map(|(t, _)| *t)
    }

    fn peek_second(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at + 1).map(|(t, _)| *t)
    }

    /// Where the next token is, or the end.
    fn place(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.text.len()..self.text.len(), |(_, r)| r.clone())
    }

    fn unexpected(&self, wanted: &str) -> Fault {
        let place = self.place();
        let found = &self.text[place.clone()];
        let message = match found {
            "" => format!("the expression ends where {wanted} is needed"),
            _ => format!("{wanted} is needed before \"{found}\""),
        };
        Fault::at(place, message)
    }

    fn take(&mut self, token: Token) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, token: Token, name: &str) -> Result<(), Fault> {
        if self.take(token) { Ok(()) } else { Err(self.unexpected(name)) }
    }

    /// Parses what is inside brackets.
    fn nested(&mut self) -> Result<Expr, Fault> {
        if self.depth == DEEPEST {
            return Err(Fault::at(self.place(), format!("brackets are nested more than {DEEPEST} deep")));
        }
        self.depth += 1;
        let fold = std::mem::replace(&mut self.fold, true);
        let expr = self.binary(0)?;
        self.fold = fold;
        self.depth -= 1;
        Ok(expr)
    }

    fn operator(&self) -> Option<(u8, Option<Operator>)> {
        Some(match self.peek()? {
            Token::Or => (0, None),
            Token::And => (1, None),
            Token::Equal => (2, Some(Operator::Equal)),
            Token::NotEqual => (2, Some(Operator::NotEqual)),
            Token::Less => (3, Some(Operator::Less)),
            Token::LessOrEqual => (3, Some(Operator::LessOrEqual)),
            Token::Greater => (3, Some(Operator::Greater)),
            Token::GreaterOrEqual => (3, Some(Operator::GreaterOrEqual)),
            Token::Plus => (4, Some(Operator::Plus)),
            Token::Minus => (4, Some(Operator::Minus)),
            Token::Multiply => (5, Some(Operator::Multiply)),
            Token::Divide => (5, Some(Operator::Divide)),
            Token::Modulo => (5, Some(Operator::Modulo)),
            _ => return None,
        })
    }

    /// Operators that bind at least as closely as `least`.
    fn binary(&mut self, least: u8) -> Result<Expr, Fault> {
        let mut left = self.unary()?;
        while let Some((precedence, _)) = self.operator().filter(|(p, _)| *p >= least) {
            let mut chain = Vec::new();
            while let Some((_, operator)) = self.operator().filter(|(p, _)| *p == precedence) {
                self.at += 1;
                chain.push((operator, self.binary(precedence + 1)?));
            }
            left = if precedence < 2 {
                let all = std::iter::once(left).chain(chain.into_iter().map(|(_, e)| e)).collect();
                if precedence == 0 { Expr::Or(all) } else { Expr::And(all) }
            } else {
                let chain = chain.into_iter().filter_map(|(operator, e)| Some((operator?, e))).collect();
                Expr::Chain(Box::new(left), chain)
            };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expr, Fault> {
        let mut signs = 0;
        while self.take(Token::Minus) {
            signs += 1;
        }
        let expr = self.union()?;
        Ok(if signs == 0 { expr } else { Expr::Negate(Box::new(expr), signs % 2 == 1) })
    }

    fn union(&mut self) -> Result<Expr, Fault> {
        let start = self.place().start;
        let first = self.path()?;
        if self.peek() != Some(Token::Bar) {
            return Ok(first);
        }
        self.nodes(&first, start)?;
        let mut all = vec![first];
        while self.take(Token::Bar) {
            let start = self.place().start;
            let next = self.path()?;
            self.nodes(&next, start)?;
            all.push(next);
        }
        Ok(Expr::Union(all))
    }

    /// Refuses what is surely no node-set, which was parsed from `start` on.
    fn nodes(&self, expr: &Expr, start: usize) -> Result<(), Fault> {
        if matches!(expr.kind(), Kind::Nodes | Kind::Any) {
            return Ok(());
        }
        let end = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(start, |(_, r)| r.end);
        Err(Fault::at(start..end.max(start), "nodes are needed here, and this gives none"))
    }

    fn starts_step(&self) -> bool {
        matches!(
            self.peek(),
            Some(Token::Dot | Token::DotDot | Token::At | Token::Star | Token::Name(..) | Token::NameOf(_))
        )
    }

    fn starts_filter(&self) -> bool {
        match self.peek() {
            Some(Token::Variable(_) | Token::OpenParenthesis | Token::Literal(_) | Token::Number(_)) => true,
            Some(Token::Name(prefix, local)) => {
                let is_type = matches!(local, "node" | "text" | "comment" | "processing-instruction");
                self.peek_second() == Some(Token::OpenParenthesis) && !(prefix.is_none() && is_type)
            }
            _ => false,
        }
    }

    fn path(&mut self) -> Result<Expr, Fault> {
        let (start, steps) = if self.take(Token::Slash) {
            (Start::Root, if self.starts_step() { self.steps(Vec::new())? } else { Vec::new() })
        } else if self.take(Token::SlashSlash) {
            (Start::Root, self.steps(vec![Step::any_depth()])?)
        } else if self.starts_filter() {
            let from = self.place().start;
            let primary = self.primary()?;
            let at = self.at;
            let predicates = self.predicates()?;
            let goes_on = matches!(self.peek(), Some(Token::Slash | Token::SlashSlash));
            if at == self.at && !goes_on {
                return Ok(primary);
            }
            self.nodes(&primary, from)?;
            let steps = if self.take(Token::Slash) {
                self.steps(Vec::new())?
            } else if self.take(Token::SlashSlash) {
                self.steps(vec![Step::any_depth()])?
            } else {
                Vec::new()
            };
            (Start::Filter(primary, predicates), steps)
        } else {
            (Start::Context, self.steps(Vec::new())?)
        };
        Ok(Expr::Path(Box::new(Path::new(start, steps))))
    }

    /// A relative path, after the steps that are known.
    fn steps(&mut self, mut steps: Vec<Step>) -> Result<Vec<Step>, Fault> {
        loop {
            let mut step = self.step()?;
            // `//name` is one step, unless a predicate counts among the children of each parent.
            if self.fold
                && step.axis == Axis::Child
                && !step.is_positional()
                && steps.last().is_some_and(Step::is_any_depth)
            {
                steps.pop();
                step.axis = Axis::Descendant;
            }
            steps.push(step);
            if self.take(Token::SlashSlash) {
                steps.push(Step::any_depth());
            } else if !self.take(Token::Slash) {
                return Ok(steps);
            }
        }
    }

    fn step(&mut self) -> Result<Step, Fault> {
        let short = |axis| Step { axis, test: Test::Node, predicates: Vec::new() };
        if self.take(Token::Dot) {
            return Ok(short(Axis::Itself));
        }
        if self.take(Token::DotDot) {
            return Ok(short(Axis::Parent));
        }
        let axis = match (self.peek(), self.peek_second()) {
            (Some(Token::At), _) => {
                self.at += 1;
                Axis::Attribute
            }
            (Some(Token::Name(prefix, name)), Some(Token::ColonColon)) => {
                let axis = if prefix.is_none() { Axis::named(name) } else { None };
                let axis = axis.ok_or_else(|| Fault::at(self.place(), format!("there is no axis \"{name}\"")))?;
                self.at += 2;
                axis
            }
            _ => Axis::Child,
        };
        let test = self.test()?;
        Ok(Step { axis, test, predicates: self.predicates()? })
    }

    fn test(&mut self) -> Result<Test, Fault> {
        let place = self.place();
        let test = match self.peek() {
            Some(Token::Star) => Test::AnyName,
            Some(Token::NameOf(prefix)) => Test::AnyNameOf(self.namespace(prefix, place)?.into()),
            Some(Token::Name(None, kind)) if self.peek_second() == Some(Token::OpenParenthesis) => {
                self.at += 2;
                let test = match kind {
                    "node" => Test::Node,
                    "text" => Test::Text,
                    "comment" => Test::Comment,
                    "processing-instruction" => match self.peek() {
                        Some(Token::Literal(target)) => {
                            self.at += 1;
                            Test::Instruction(Some(target.into()))
                        }
                        _ => Test::Instruction(None),
                    },
                    _ => return Err(Fault::at(place, format!("a function (\"{kind}\") cannot be a step of a path"))),
                };
                self.expect(Token::CloseParenthesis, "\")\"")?;
                return Ok(test);
            }
            Some(Token::Name(None, local)) => Test::Name("".into(), local.into()),
            Some(Token::Name(Some(prefix), local)) => Test::Name(self.namespace(prefix, place)?.into(), local.into()),
            _ => return Err(self.unexpected("a step of a path")),
        };
        self.at += 1;
        Ok(test)
    }

    fn namespace(&self, prefix: &str, place: Range<usize>) -> Result<&'t str, Fault> {
        let bound = self.namespaces.iter().rev().find(|(p, _)| p == prefix).map(|(_, name)| name.as_str());
        let bound = bound.or_else(|| (prefix == "xml").then_some(XML));
        bound.ok_or_else(|| Fault::at(place, format!("the prefix \"{prefix}\" is not bound to a namespace")))
    }

    fn predicates(&mut self) -> Result<Vec<Predicate>, Fault> {
        let mut predicates = Vec::new();
        while self.take(Token::OpenBracket) {
            let condition = self.nested()?;
            self.expect(Token::CloseBracket, "\"]\"")?;
            predicates.push(Predicate::new(condition));
        }
        Ok(predicates)
    }

    fn primary(&mut self) -> Result<Expr, Fault> {
        let place = self.place();
        let token = self.peek();
        self.at += 1;
        match token {
            Some(Token::Variable(name)) => {
                if !self.variables.iter().any(|v| **v == *name) {
                    self.variables.push(name.into());
                }
                Ok(Expr::Variable(name.into()))
            }
            Some(Token::Literal(text)) => Ok(Expr::Literal(text.into())),
            Some(Token::Number(value)) => Ok(Expr::Number(value)),
            Some(Token::OpenParenthesis) => {
                let expr = self.nested()?;
                self.expect(Token::CloseParenthesis, "\")\"")?;
                Ok(expr)
            }
            Some(Token::Name(prefix, local)) => {
                self.at += 1;
                self.call(prefix, local, place)
            }
            _ => {
                self.at -= 1;
                Err(self.unexpected("an expression"))
            }
        }
    }

    /// A call, after its opening parenthesis.
    fn call(&mut self, prefix: Option<&str>, local: &'t str, place: Range<usize>) -> Result<Expr, Fault> {
        let function = match prefix {
            None => Function::named(local),
            Some(prefix) => {
                (self.namespace(prefix, place.clone())? == REGEXP && local == "test").then_some(Function::Test)
            }
        };
        let Some(function) = function else {
            let message = match local {
                "document" => "document() is refused: a rule looks at one document".to_owned(),
                _ => format!("there is no function \"{}\"", &self.text[place.clone()]),
            };
            return Err(Fault::at(place, message));
        };
        let mut arguments = Vec::new();
        let starts = self.place().start;
        if self.peek() != Some(Token::CloseParenthesis) {
            arguments.push(self.nested()?);
            if function.takes_nodes() {
                self.nodes(&arguments[0], starts)?;
            }
            while self.take(Token::Comma) {
                arguments.push(self.nested()?);
            }
        }
        self.expect(Token::CloseParenthesis, "\",\" or \")\"")?;
        let takes = function.arguments();
        if !takes.contains(&arguments.len()) {
            let name = &self.text[place.clone()];
            let takes = match (*takes.start(), *takes.end()) {
                (least, usize::MAX) => format!("at least {least} arguments"),
                (0, 0) => "no argument".to_owned(),
                (1, 1) => "one argument".to_owned(),
                (least, most) if least == most => format!("{least} arguments"),
                (least, most) => format!("{least} to {most} arguments"),
            };
            return Err(Fault::at(place, format!("{name}() takes {takes}, and is given {}", arguments.len())));
        }
        match (function, arguments.get(1), arguments.get(2)) {
            (Function::Test, Some(Expr::Literal(pattern)), None) => {
                let pattern = pattern.clone();
                self.matches(arguments, pattern, "", place)
            }
            (Function::Test, Some(Expr::Literal(pattern)), Some(Expr::Literal(flags))) => {
                let (pattern, flags) = (pattern.clone(), flags.clone());
                self.matches(arguments, pattern, &flags, place)
            }
            _ => Ok(Expr::Call(function, arguments)),
        }
    }

    fn matches(
        &self,
        arguments: Vec<Expr>,
        pattern: Box<str>,
        flags: &str,
        place: Range<usize>,
    ) -> Result<Expr, Fault> {
        let regex = regex(&pattern, flags).map_err(|message| Fault::at(place, message))?;
        let text = arguments.into_iter().next().unwrap_or(Expr::Literal("".into()));
        Ok(Expr::Matches(Box::new(text), Box::new(regex)))
    }
}

/// Compiles a regular expression with EXSLT's flags; `g` has no meaning for a test.
pub(super) fn regex(pattern: &str, flags: &str) -> Result<regex_lite::Regex, String> {
    if pattern.len() > LONGEST_REGEX {
        return Err(format!("the regular expression has more than {LONGEST_REGEX} bytes"));
    }
    let mut builder = regex_lite::RegexBuilder::new(pattern);
    builder.size_limit(1 << 18).nest_limit(32).case_insensitive(flags.contains('i'));
    builder.build().map_err(|e| format!("the regular expression \"{pattern}\" cannot be used: {e}"))
}
