//! `accuracy --udc`: every code of a list of UDC numbers, one a line, must be notation in normal form.

use offprint::notation::udc;

/// Runs the chore.
///
/// # Errors
/// A list that cannot be read, and codes that are refused or changed.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let [path] = arguments else { return Err("accuracy --udc takes a file".into()) };
    let list = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let codes = || list.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut refused = 0;
    for code in codes() {
        let (normal, _) = udc::normalise(code);
        let fault = match udc::parse(code) {
            Err(fault) => format!("byte {}: {fault}", fault.at),
            Ok(_) if normal != code => format!("is changed to {normal}"),
            Ok(_) => continue,
        };
        println!("  {code}  {fault}");
        refused += 1;
    }
    println!("{path}\n  {} codes, {refused} refused", codes().count());
    if refused == 0 { Ok(()) } else { Err(format!("{refused} UDC numbers are refused")) }
}
