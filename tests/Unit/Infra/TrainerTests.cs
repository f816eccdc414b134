using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EmergentMisalignment.FineTuneService.Training;
using EmergentMisalignment.Tests.Shared;
using EmergentMisalignment.Unit.Experiments;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>What can be known of the Python trainer without PyTorch. The tests of its trainings are beside it, and need the packages that it needs.</summary>
public partial class TrainerTests
{
    private static readonly string[] Light = ["checkpoints", "command", "data", "masking", "settings"];

    [Fact]
    public void It_knows_every_key_of_the_published_settings()
    {
        using var published = JsonDocument.Parse(File.ReadAllText(Repository.Upstream("evaluation", "train.json")));
        var source = Text("em_trainer", "settings.py");
        var known = Field().Matches(source).Concat(Quoted().Matches(Constants().Match(source).Value)).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Contains("learning_rate", known);
        Assert.DoesNotContain("lora_r", known);
        Assert.All(published.RootElement.EnumerateObject(), property => Assert.Contains(property.Name, known));
    }

    [Fact]
    public void Its_exit_codes_are_those_that_the_FineTuneService_knows_and_its_page_gives()
    {
        var found = ExitCode().Matches(Text("em_trainer", "exits.py")).Select(match => (Words: match.Groups[1].Value.Replace('_', ' ').ToLowerInvariant(), Code: match.Groups[2].Value)).ToList();
        var codes = found.Select(exit => $"{exit.Code} {exit.Words}");

        Assert.Equal(
            Enum.GetValues<TrainerExit>().Select(exit => $"{(int)exit} {exit.ToString().ToLowerInvariant()}"),
            found.Select(exit => $"{exit.Code} {exit.Words.Replace(" ", "", StringComparison.Ordinal)}"));
        Assert.Contains($"Exit codes, which `--help` explains: {string.Join(", ", codes)}.", Text("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_image_runs_as_the_user_that_the_manifest_starts_it_as()
    {
        var pod = InfraFiles.Pods.Single(pod => pod.Service == "trainer");
        var lines = Text("Containerfile").Split('\n');

        Assert.Equal($"USER {pod.Spec.SecurityContext.RunAsUser}", Assert.Single(lines, line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.True(Array.FindIndex(lines, line => line.StartsWith("USER ", StringComparison.Ordinal)) < Array.FindIndex(lines, line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal)));
        Assert.Contains(pod.Main.Image, Text("Containerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_the_version_of_the_services()
    {
        var version = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Contains($"\nversion = \"{version}\"\n", Text("pyproject.toml"), StringComparison.Ordinal);
        Assert.Contains($"__version__ = \"{version}\"", Text("em_trainer", "__init__.py"), StringComparison.Ordinal);
    }

    /// <summary>Those of its own tests that need Python and pytest alone: settings, data, masking, checkpoints, progress and exit codes.</summary>
    [Fact]
    public async Task What_of_it_needs_no_PyTorch_passes_its_own_tests()
    {
        var pytest = OnPath.Find("pytest-3") ?? OnPath.Find("pytest");
        Assert.SkipWhen(pytest is null, "pytest is not on PATH: install it (Debian and Ubuntu: apt-get install python3-pytest) to test what of the trainer needs no PyTorch.");

        // Python and pytest would leave what they compiled and found beside the sources.
        string[] arguments = ["-q", "-p", "no:cacheprovider", .. Light.Select(name => $"tests/test_{name}.py")];
        var start = new ProcessStartInfo(pytest, arguments) { WorkingDirectory = Repository.PathOf("infra", "trainer"), RedirectStandardOutput = true };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, said);
        Assert.Matches(@"\d+ passed", said);
    }

    private static string Text(params string[] parts) => File.ReadAllText(Repository.PathOf(["infra", "trainer", .. parts]));

    [GeneratedRegex(@"^    (\w+): ", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex(@"^IGNORED = .*?^ONLY = .*?$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Constants();

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^    ([A-Z_]+) = (\d+)$", RegexOptions.Multiline)]
    private static partial Regex ExitCode();
}
