using System.CommandLine;

namespace EmergentMisalignment.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class CommonOptions
{
    public static Argument<FileInfo> Sweep() => new("sweep") { Description = "The sweep file, e.g. sweeps/quickstart.yaml." };

    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "Where the ledger, the artifacts and the miniature's models are kept. Sweeps that share it share their work.",
        DefaultValueFactory = _ => new DirectoryInfo(".em"),
    };

    public static Option<DirectoryInfo?> Out() => new("--out") { Description = "Where the report goes. Default: out/<name of the sweep>." };

    public static Option<FileInfo?> Endpoints() => new("--endpoints")
    {
        Description = "The file of endpoints. Default: endpoints.yaml beside the sweep, or in the working folder, where there is one. The environment has the last word over it.",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON to standard output, for programs; what people read goes to standard error." };

    public static Option<bool> Verbose() => new("--verbose", "-v") { Description = "Write the services' logs to standard error." };

    public static DirectoryInfo DefaultOut(string sweep) => new(Path.Combine("out", sweep));
}
