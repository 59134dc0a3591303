//! Characters of formulas: letters of the mathematical alphabets, and what LaTeX calls a character.

use super::{Face, Script};

/// The plain letter or figure of a character of the mathematical alphabets (Unicode, U+1D400 to U+1D7FF and the letters
/// that stand elsewhere), and how it is set. Letters set in italic, as letters of formulas are, have no face of their own.
pub(super) fn plain_letter(c: char) -> Option<(char, Face)> {
    let face = |plain, bold, script| Face { plain, bold, script };
    let upright = Script::Roman;
    let letterlike = match c {
        'ℎ' => Some(('h', face(false, false, upright))),
        'ℬ' => Some(('B', face(false, false, Script::Calligraphic))),
        'ℰ' => Some(('E', face(false, false, Script::Calligraphic))),
        'ℱ' => Some(('F', face(false, false, Script::Calligraphic))),
        'ℋ' => Some(('H', face(false, false, Script::Calligraphic))),
        'ℐ' => Some(('I', face(false, false, Script::Calligraphic))),
        'ℒ' => Some(('L', face(false, false, Script::Calligraphic))),
        'ℳ' => Some(('M', face(false, false, Script::Calligraphic))),
        'ℛ' => Some(('R', face(false, false, Script::Calligraphic))),
        'ℭ' => Some(('C', face(false, false, Script::Fraktur))),
        'ℌ' => Some(('H', face(false, false, Script::Fraktur))),
        'ℂ' => Some(('C', face(true, false, Script::DoubleStruck))),
        'ℍ' => Some(('H', face(true, false, Script::DoubleStruck))),
        'ℕ' => Some(('N', face(true, false, Script::DoubleStruck))),
        'ℙ' => Some(('P', face(true, false, Script::DoubleStruck))),
        'ℚ' => Some(('Q', face(true, false, Script::DoubleStruck))),
        'ℝ' => Some(('R', face(true, false, Script::DoubleStruck))),
        'ℤ' => Some(('Z', face(true, false, Script::DoubleStruck))),
        _ => None,
    };
    if letterlike.is_some() {
        return letterlike;
    }
    let code = c as u32;
    if !(0x1D400..=0x1D7FF).contains(&code) {
        return None;
    }
    if code >= 0x1D7CE {
        let (set, digit) = ((code - 0x1D7CE) / 10, (code - 0x1D7CE) % 10);
        let face = match set {
            0 => face(true, true, upright),
            1 => face(true, false, Script::DoubleStruck),
            2 => face(true, false, Script::SansSerif),
            3 => face(true, true, Script::SansSerif),
            _ => face(true, false, Script::Monospace),
        };
        return char::from_digit(digit, 10).map(|c| (c, face));
    }
    if code >= 0x1D6A8 {
        // Greek: capitals from Alpha with theta's variant, nabla, small letters from alpha, and six variants.
        let (set, at) = ((code - 0x1D6A8) / 58, (code - 0x1D6A8) % 58);
        let letter = match at {
            17 => 'ϴ',
            25 => '∇',
            0..=24 => char::from_u32(0x391 + at)?,
            26..=50 => char::from_u32(0x3B1 + at - 26)?,
            _ => ['∂', 'ϵ', 'ϑ', 'ϰ', 'ϕ', 'ϱ', 'ϖ'].get(at as usize - 51).copied()?,
        };
        let face = match set {
            0 => face(true, true, upright),
            1 => face(false, false, upright),
            2 => face(false, true, upright),
            3 => face(true, true, Script::SansSerif),
            _ => face(false, true, Script::SansSerif),
        };
        return Some((letter, face));
    }
    if code >= 0x1D6A4 {
        return Some((if code == 0x1D6A4 { 'ı' } else { 'ȷ' }, face(false, false, upright)));
    }
    let (set, at) = ((code - 0x1D400) / 52, (code - 0x1D400) % 52);
    let letter = char::from(if at < 26 { b'A' + at as u8 } else { b'a' + (at - 26) as u8 });
    let face = match set {
        0 => face(true, true, upright),
        1 => face(false, false, upright),
        2 => face(false, true, upright),
        3 => face(false, false, Script::Calligraphic),
        4 => face(false, true, Script::Calligraphic),
        5 => face(false, false, Script::Fraktur),
        6 => face(true, false, Script::DoubleStruck),
        7 => face(false, true, Script::Fraktur),
        8 => face(true, false, Script::SansSerif),
        9 => face(true, true, Script::SansSerif),
        10 => face(false, false, Script::SansSerif),
        11 => face(false, true, Script::SansSerif),
        _ => face(true, false, Script::Monospace),
    };
    Some((letter, face))
}

/// The name of a character in LaTeX, without its backslash.
pub(super) fn command(c: char) -> Option<&'static str> {
    COMMANDS.binary_search_by_key(&c, |(known, _)| *known).ok().map(|at| COMMANDS[at].1)
}

/// Functions that LaTeX has a name for.
pub(super) const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd", "hom",
    "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan",
    "tanh",
];

/// In order of their code points.
const COMMANDS: &[(char, &str)] = &[
    ('¬', "neg"),
    ('±', "pm"),
    ('·', "cdot"),
    ('×', "times"),
    ('÷', "div"),
    ('Γ', "Gamma"),
    ('Δ', "Delta"),
    ('Θ', "Theta"),
    ('Λ', "Lambda"),
    ('Ξ', "Xi"),
    ('Π', "Pi"),
    ('Σ', "Sigma"),
    ('Υ', "Upsilon"),
    ('Φ', "Phi"),
    ('Ψ', "Psi"),
    ('Ω', "Omega"),
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('ε', "varepsilon"),
    ('ζ', "zeta"),
    ('η', "eta"),
    ('θ', "theta"),
    ('ι', "iota"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('μ', "mu"),
    ('ν', "nu"),
    ('ξ', "xi"),
    ('π', "pi"),
    ('ρ', "rho"),
    ('ς', "varsigma"),
    ('σ', "sigma"),
    ('τ', "tau"),
    ('υ', "upsilon"),
    ('φ', "varphi"),
    ('χ', "chi"),
    ('ψ', "psi"),
    ('ω', "omega"),
    ('ϑ', "vartheta"),
    ('ϕ', "phi"),
    ('ϖ', "varpi"),
    ('ϱ', "varrho"),
    ('ϵ', "epsilon"),
    ('…', "ldots"),
    ('′', "prime"),
    ('ℏ', "hbar"),
    ('ℓ', "ell"),
    ('←', "leftarrow"),
    ('↑', "uparrow"),
    ('→', "rightarrow"),
    ('↓', "downarrow"),
    ('↔', "leftrightarrow"),
    ('↦', "mapsto"),
    ('⇌', "rightleftharpoons"),
    ('⇐', "Leftarrow"),
    ('⇒', "Rightarrow"),
    ('⇔', "Leftrightarrow"),
    ('∀', "forall"),
    ('∂', "partial"),
    ('∃', "exists"),
    ('∅', "emptyset"),
    ('∆', "Delta"),
    ('∇', "nabla"),
    ('∈', "in"),
    ('∉', "notin"),
    ('∋', "ni"),
    ('∏', "prod"),
    ('∐', "coprod"),
    ('∑', "sum"),
    ('∓', "mp"),
    ('∗', "ast"),
    ('∘', "circ"),
    ('√', "surd"),
    ('∝', "propto"),
    ('∞', "infty"),
    ('∠', "angle"),
    ('∣', "mid"),
    ('∥', "parallel"),
    ('∧', "wedge"),
    ('∨', "vee"),
    ('∩', "cap"),
    ('∪', "cup"),
    ('∫', "int"),
    ('∬', "iint"),
    ('∭', "iiint"),
    ('∮', "oint"),
    ('∼', "sim"),
    ('≃', "simeq"),
    ('≅', "cong"),
    ('≈', "approx"),
    ('≔', "coloneqq"),
    ('≠', "neq"),
    ('≡', "equiv"),
    ('≤', "leq"),
    ('≥', "geq"),
    ('≪', "ll"),
    ('≫', "gg"),
    ('≲', "lesssim"),
    ('≳', "gtrsim"),
    ('⊂', "subset"),
    ('⊃', "supset"),
    ('⊆', "subseteq"),
    ('⊇', "supseteq"),
    ('⊕', "oplus"),
    ('⊗', "otimes"),
    ('⊥', "perp"),
    ('⋂', "bigcap"),
    ('⋃', "bigcup"),
    ('⋅', "cdot"),
    ('⋮', "vdots"),
    ('⋯', "cdots"),
    ('⋱', "ddots"),
    ('⟨', "langle"),
    ('⟩', "rangle"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_in_order() {
        let found = COMMANDS.windows(2).find(|pair| pair[0].0 >= pair[1].0);
        assert_eq!(found, None);
    }

    #[test]
    fn letters_of_the_mathematical_alphabets_are_plain_letters() {
        for (c, plain) in
            [('𝑥', 'x'), ('𝐁', 'B'), ('ℎ', 'h'), ('𝛼', 'α'), ('𝜕', '∂'), ('𝟗', '9'), ('𝒜', 'A'), ('𝚣', 'z')]
        {
            assert_eq!(plain_letter(c).map(|(plain, _)| plain), Some(plain), "{c}");
        }
        assert_eq!(plain_letter('x'), None);
    }
}
