//! A parsed expression. Chains of operators of one precedence are flat, so that the depth of the tree is bounded by the
//! nesting of brackets, which the parser limits.

/// What a value is, as far as it can be told without evaluating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Nodes,
    Boolean,
    Number,
    String,
    /// A variable's.
    Any,
}

#[derive(Clone, Debug)]
pub(super) enum Expr {
    Or(Vec<Expr>),
    And(Vec<Expr>),
    /// Operators of one precedence, from left to right.
    Chain(Box<Expr>, Vec<(Operator, Expr)>),
    /// An odd number of minus signs, or an even one (which still makes a number).
    Negate(Box<Expr>, bool),
    Union(Vec<Expr>),
    Path(Box<Path>),
    Literal(Box<str>),
    Number(f64),
    Variable(Box<str>),
    Call(Function, Vec<Expr>),
    /// EXSLT's `test()` with a regular expression that is known.
    Matches(Box<Expr>, Box<regex_lite::Regex>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Multiply,
    Divide,
    Modulo,
}

#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) start: Start,
    pub(super) steps: Vec<Step>,
    /// What tells the path from others, if it selects the same nodes of a document wherever it is evaluated.
    pub(super) constant: Option<Box<str>>,
}

impl Path {
    pub(super) fn new(start: Start, steps: Vec<Step>) -> Path {
        let mut predicates = steps.iter().flat_map(|s| &s.predicates);
        let is_constant = matches!(start, Start::Root) && predicates.all(|p| p.condition.asks_only_the_document());
        let constant = is_constant.then(|| format!("{steps:?}").into());
        Path { start, steps, constant }
    }
}

#[derive(Clone, Debug)]
pub(super) enum Start {
    Context,
    Root,
    /// A filter expression: what it selects, and its predicates.
    Filter(Expr, Vec<Predicate>),
}

#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) axis: Axis,
    pub(super) test: Test,
    pub(super) predicates: Vec<Predicate>,
}

impl Step {
    /// What `//` stands for (XPath 2.5).
    pub(super) fn any_depth() -> Step {
        Step { axis: Axis::DescendantOrSelf, test: Test::Node, predicates: Vec::new() }
    }

    pub(super) fn is_any_depth(&self) -> bool {
        self.axis == Axis::DescendantOrSelf && self.test == Test::Node && self.predicates.is_empty()
    }

    /// Whether a predicate of it looks at a node's position among the others.
    pub(super) fn is_positional(&self) -> bool {
        self.predicates.iter().any(|p| p.positional)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Predicate {
    pub(super) condition: Expr,
    /// Whether its value may depend on position or size of the context, or be a number.
    pub(super) positional: bool,
}

impl Predicate {
    pub(super) fn new(condition: Expr) -> Predicate {
        let positional = matches!(condition.kind(), Kind::Number | Kind::Any) || condition.asks_for_position();
        Predicate { condition, positional }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Following,
    FollowingSibling,
    Namespace,
    Parent,
    Preceding,
    PrecedingSibling,
    Itself,
}

impl Axis {
    pub(super) fn named(name: &str) -> Option<Axis> {
        Some(match name {
            "ancestor" => Axis::Ancestor,
            "ancestor-or-self" => Axis::AncestorOrSelf,
            "attribute" => Axis::Attribute,
            "child" => Axis::Child,
            "descendant" => Axis::Descendant,
            "descendant-or-self" => Axis::DescendantOrSelf,
            "following" => Axis::Following,
            "following-sibling" => Axis::FollowingSibling,
            "namespace" => Axis::Namespace,
            "parent" => Axis::Parent,
            "preceding" => Axis::Preceding,
            "preceding-sibling" => Axis::PrecedingSibling,
            "self" => Axis::Itself,
            _ => return None,
        })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    Node,
    Text,
    Comment,
    Instruction(Option<Box<str>>),
    /// `*`
    AnyName,
    /// `prefix:*`, with the namespace.
    AnyNameOf(Box<str>),
    /// A name, with its namespace or "".
    Name(Box<str>, Box<str>),
}

macro_rules! functions {
    ($($variant:ident $name:literal $least:literal..=$most:expr, $kind:ident;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Function { $($variant),* }

        impl Function {
            /// The function of the core library, or of XSLT, of this name.
            pub(super) fn named(name: &str) -> Option<Function> {
                Some(match name { $($name => Function::$variant,)* _ => return None })
            }

            /// How many arguments it takes.
            pub(super) fn arguments(self) -> std::ops::RangeInclusive<usize> {
                match self { $(Function::$variant => $least..=$most),* }
            }

            pub(super) fn kind(self) -> Kind {
                match self { $(Function::$variant => Kind::$kind),* }
            }
        }
    };
}

functions! {
    Last "last" 0..=0, Number;
    Position "position" 0..=0, Number;
    Count "count" 1..=1, Number;
    Id "id" 1..=1, Nodes;
    LocalName "local-name" 0..=1, String;
    NamespaceUri "namespace-uri" 0..=1, String;
    Name "name" 0..=1, String;
    String "string" 0..=1, String;
    Concat "concat" 2..=usize::MAX, String;
    StartsWith "starts-with" 2..=2, Boolean;
    Contains "contains" 2..=2, Boolean;
    SubstringBefore "substring-before" 2..=2, String;
    SubstringAfter "substring-after" 2..=2, String;
    Substring "substring" 2..=3, String;
    StringLength "string-length" 0..=1, Number;
    NormalizeSpace "normalize-space" 0..=1, String;
    Translate "translate" 3..=3, String;
    Boolean "boolean" 1..=1, Boolean;
    Not "not" 1..=1, Boolean;
    True "true" 0..=0, Boolean;
    False "false" 0..=0, Boolean;
    Lang "lang" 1..=1, Boolean;
    Number "number" 0..=1, Number;
    Sum "sum" 1..=1, Number;
    Floor "floor" 1..=1, Number;
    Ceiling "ceiling" 1..=1, Number;
    Round "round" 1..=1, Number;
    Current "current" 0..=0, Nodes;
    Key "key" 2..=2, Nodes;
    // Not of this name, but of EXSLT's namespace.
    Test "test()" 2..=3, Boolean;
}

impl Function {
    /// Whether its first argument must be a node-set.
    pub(super) fn takes_nodes(self) -> bool {
        use Function::{Count, LocalName, Name, NamespaceUri, Sum};
        matches!(self, Count | LocalName | Name | NamespaceUri | Sum)
    }
}

impl Expr {
    pub(super) fn kind(&self) -> Kind {
        match self {
            Expr::Or(_) | Expr::And(_) | Expr::Matches(..) => Kind::Boolean,
            Expr::Chain(_, rest) => match rest.first() {
                Some((
                    Operator::Plus | Operator::Minus | Operator::Multiply | Operator::Divide | Operator::Modulo,
                    _,
                )) => Kind::Number,
                _ => Kind::Boolean,
            },
            Expr::Negate(..) | Expr::Number(_) => Kind::Number,
            Expr::Union(_) => Kind::Nodes,
            Expr::Path(_) => Kind::Nodes,
            Expr::Literal(_) => Kind::String,
            Expr::Variable(_) => Kind::Any,
            Expr::Call(function, _) => function.kind(),
        }
    }

    /// Whether there is no variable and no `current()` in it.
    fn asks_only_the_document(&self) -> bool {
        let all = |predicates: &[Predicate]| predicates.iter().all(|p| p.condition.asks_only_the_document());
        match self {
            Expr::Or(all) | Expr::And(all) | Expr::Union(all) => all.iter().all(Expr::asks_only_the_document),
            Expr::Chain(first, rest) => {
                first.asks_only_the_document() && rest.iter().all(|(_, e)| e.asks_only_the_document())
            }
            Expr::Negate(e, _) => e.asks_only_the_document(),
            // It would, but what is written of a regular expression does not tell its flags.
            Expr::Matches(..) => false,
            Expr::Path(path) => {
                let start = match &path.start {
                    Start::Filter(e, predicates) => e.asks_only_the_document() && all(predicates),
                    Start::Context | Start::Root => true,
                };
                start && path.steps.iter().all(|s| all(&s.predicates))
            }
            Expr::Literal(_) | Expr::Number(_) => true,
            Expr::Variable(_) | Expr::Call(Function::Current, _) => false,
            Expr::Call(_, arguments) => arguments.iter().all(Expr::asks_only_the_document),
        }
    }

    /// Whether `position()` or `last()` is called for the context of the expression itself.
    fn asks_for_position(&self) -> bool {
        match self {
            Expr::Or(all) | Expr::And(all) | Expr::Union(all) => all.iter().any(Expr::asks_for_position),
            Expr::Chain(first, rest) => first.asks_for_position() || rest.iter().any(|(_, e)| e.asks_for_position()),
            Expr::Negate(e, _) | Expr::Matches(e, _) => e.asks_for_position(),
            Expr::Path(path) => matches!(&path.start, Start::Filter(e, _) if e.asks_for_position()),
            Expr::Literal(_) | Expr::Number(_) | Expr::Variable(_) => false,
            Expr::Call(Function::Last | Function::Position, _) => true,
            Expr::Call(_, arguments) => arguments.iter().any(Expr::asks_for_position),
        }
    }
}
