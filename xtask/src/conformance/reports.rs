//! What `offprint check` prints for programs, judged by the formats' own schemas and by programs that read them: JSON by
//! schemas/findings.schema.json, SARIF by its schema and by the SARIF SDK's validator, JUnit by a reader of it, HTML by the
//! Nu Html Checker; the hooks and the workflow by pre-commit and by the schema of workflows.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Row;
use crate::{material, tools};

/// The programs, in one environment of their own.
const PYTHON: &str = "check-jsonschema==0.39.0 pre-commit==4.7.0 junitparser==5.0.3";

/// Reads a report as a server does: every suite, case and result of it.
const READ_JUNIT: &str = "\
import sys
from junitparser import JUnitXml
report = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in report for case in suite]
failed = [case for case in cases if any(type(r).__name__ == 'Failure' for r in case.result)]
if len(cases) != report.tests or len(failed) != report.failures or not cases:
    sys.exit(f'{len(cases)} cases, {len(failed)} failed; the report says {report.tests} and {report.failures}')
";

/// Makes every report of all manuscripts and has them judged.
///
/// # Errors
/// A checker that cannot be installed or run.
pub fn judge(folder: &Path, npm: &Path, binary: &Path, manuscripts: &[PathBuf]) -> Result<Vec<Row>, String> {
    let packages = tools::pip(&folder.join("python-reports"), PYTHON)?;
    let python = folder.join("python-reports/bin");
    let out = folder.join("reports");
    tools::empty(&out)?;
    let mut rows = Vec::new();
    let mut row = |name: &str, checker, said| rows.push(Row { name: name.into(), checker, said });
    for (format, file) in
        [("json", "report.json"), ("sarif", "report.sarif"), ("junit", "report.xml"), ("html", "report.html")]
    {
        let mut command = Command::new(binary);
        command.args(["check", "--quiet", "--format", format]).args(manuscripts);
        let done = tools::output(&mut command)?;
        let fine = matches!(done.status.code(), Some(0 | 1));
        let said = if fine { Vec::new() } else { vec![String::from_utf8_lossy(&done.stderr).into_owned()] };
        row(format, "offprint", said);
        std::fs::write(out.join(file), done.stdout).map_err(|e| format!("cannot write {file}: {e}"))?;
    }
    let schemas = material::root().join("schemas");
    let validator = npm.join("@microsoft/sarif-multitool-linux");
    let by_schema = |schema: &Path, file: PathBuf| {
        let mut command = Command::new(python.join("check-jsonschema"));
        ran(command.arg("--schemafile").arg(schema).arg(file))
    };
    row("json", "its schema", by_schema(&schemas.join("findings.schema.json"), out.join("report.json")));
    row("sarif", "its schema", by_schema(&validator.join("sarif-2.1.0.json"), out.join("report.sarif")));
    row("sarif", "SARIF SDK", sarif(&validator, &out.join("report.sarif"))?);
    row(
        "junit",
        "junitparser",
        ran(Command::new(python.join("python")).args(["-c", READ_JUNIT]).arg(out.join("report.xml"))),
    );

    let root = material::root();
    let mut workflow = Command::new(python.join("check-jsonschema"));
    workflow.args(["--schemafile"]);
    workflow.arg(packages.join("check_jsonschema/builtin_schemas/vendor/github-workflows.json"));
    row("workflow", "its schema", ran(workflow.arg(root.join("docs/pipelines/github-actions.yml"))));
    let pre_commit = |what: &str, file: &str| {
        let mut command = Command::new(python.join("pre-commit"));
        ran(command.arg(what).arg(root.join(file)).env("PRE_COMMIT_HOME", folder.join("pre-commit")))
    };
    row("hooks", "pre-commit", pre_commit("validate-manifest", ".pre-commit-hooks.yaml"));
    row("hooks", "pre-commit", pre_commit("validate-config", "docs/pipelines/pre-commit-config.yaml"));
    Ok(rows)
}

/// Runs a checker that says what is wrong and fails; quiet success is no fault.
fn ran(command: &mut Command) -> Vec<String> {
    match tools::output(command) {
        Ok(done) if done.status.success() => Vec::new(),
        Ok(done) => {
            let said = [done.stdout, done.stderr].concat();
            String::from_utf8_lossy(&said).lines().take(20).map(str::to_owned).collect()
        }
        Err(fault) => vec![fault],
    }
}

fn sarif(validator: &Path, file: &Path) -> Result<Vec<String>, String> {
    /// It wants the address of a site; offprint has none yet.
    const NO_FAULTS: &[&str] = &["does not provide 'informationUri'"];
    let program = validator.join("Sarif.Multitool");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let runnable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&program, runnable).map_err(|e| format!("{}: {e}", program.display()))?;
    }
    let mut command = Command::new(&program);
    // It needs no tables of languages, which a bare machine has not.
    command.arg("validate").arg(file).env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1");
    let done = tools::output(&mut command)?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let faults = said.lines().filter(|l| l.contains(": warning ") || l.contains(": error "));
    let mut faults: Vec<String> =
        faults.filter(|l| !NO_FAULTS.iter().any(|n| l.contains(n))).map(str::to_owned).collect();
    if !said.contains("Analysis completed successfully") {
        faults.push(format!("{}: {}", done.status, String::from_utf8_lossy(&done.stderr)));
    }
    Ok(faults)
}
