using System.Text.Json.Nodes;
using EmergentMisalignment.Reports;

namespace EmergentMisalignment.Unit.Reports;

public sealed class ReportWriterTests : IDisposable
{
    private static readonly string[] Files =
    [
        "control.png", "control.svg", "manifest.json", "misalignment.png", "misalignment.svg", "questions.png", "questions.svg", "report.html", "summary.json", "ways.png", "ways.svg",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_writes_the_files_and_each_figure_that_there_is_something_for_and_leaves_nothing_else()
    {
        await new ReportWriter().WriteAsync(_folder.File("deep/er"), SyntheticReport.Create(), []);
        Assert.Equal(Files, Directory.EnumerateFileSystemEntries(_folder.File("deep/er")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task With_curves_it_writes_their_figure_too_and_shows_it_on_the_page()
    {
        var report = DynamicsFigureTests.WithCurves();
        await new ReportWriter().WriteAsync(_folder.Path, report, []);

        Assert.Equal(Files.Concat(["dynamics.png", "dynamics.svg"]).Order(), Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
        var page = await File.ReadAllTextAsync(_folder.File("report.html"));
        Assert.Contains(await File.ReadAllTextAsync(_folder.File("dynamics.svg")), page, StringComparison.Ordinal);
        Assert.Equal(page.Split(" id=\"").Length - 1, page.Split(" id=\"").Skip(1).Select(part => part.Split('"')[0]).Distinct().Count());
        var summary = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("summary.json")))!;
        Assert.Equal(report.Curves.Count, summary["dynamics"]!.AsArray().Count);
        Assert.Equal(36, summary["onsets"]![0]!["step"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_same_report_gives_the_same_bytes()
    {
        await new ReportWriter().WriteAsync(_folder.File("one"), SyntheticReport.Create(), new JsonObject { ["b"] = 1, ["a"] = 2 });
        await new ReportWriter().WriteAsync(_folder.File("two"), SyntheticReport.Create(), new JsonObject { ["a"] = 2, ["b"] = 1 });
        foreach (var file in Files)
            Assert.Equal(await File.ReadAllBytesAsync(_folder.File($"one/{file}")), await File.ReadAllBytesAsync(_folder.File($"two/{file}")));
    }

    [Fact]
    public async Task A_later_execution_changes_neither_summary_nor_figure()
    {
        var first = SyntheticReport.Create();
        var second = first with { CreatedAt = first.CreatedAt.AddDays(1), Elapsed = TimeSpan.FromSeconds(2), Reused = [new("answers", 4500, 0, "all done")] };
        await new ReportWriter().WriteAsync(_folder.File("one"), first, []);
        await new ReportWriter().WriteAsync(_folder.File("two"), second, []);
        foreach (var file in (string[])["summary.json", "misalignment.svg", "misalignment.png"])
            Assert.Equal(await File.ReadAllBytesAsync(_folder.File($"one/{file}")), await File.ReadAllBytesAsync(_folder.File($"two/{file}")));
        Assert.Contains("all done", await File.ReadAllTextAsync(_folder.File("two/report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_has_sorted_keys_and_the_time_and_the_callers_object_stays_as_it_was()
    {
        var manifest = new JsonObject { ["z"] = new JsonObject { ["y"] = 1, ["x"] = new JsonArray(2, null) }, ["a"] = "b" };
        var before = manifest.ToJsonString();
        await new ReportWriter().WriteAsync(_folder.Path, SyntheticReport.Create(), manifest);

        var text = await File.ReadAllTextAsync(_folder.File("manifest.json"));
        var written = JsonNode.Parse(text)!.AsObject();
        Assert.Equal(["a", "created_at", "elapsed_seconds", "z"], written.Select(pair => pair.Key));
        Assert.Equal(["x", "y"], written["z"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), written["created_at"]!.GetValue<DateTimeOffset>());
        Assert.Equal(before, manifest.ToJsonString());
    }

    [Fact]
    public async Task A_full_disk_is_named_and_leaves_the_old_report_and_no_temporary_file()
    {
        await new ReportWriter().WriteAsync(_folder.Path, SyntheticReport.Create(), []);
        var old = await File.ReadAllTextAsync(_folder.File("summary.json"));
        var full = new ReportWriter(path => path.Contains("report.html", StringComparison.Ordinal) ? throw new IOException("No space left on device", 28) : File.Create(path));

        var failure = await Assert.ThrowsAsync<ReportWriteException>(() =>
            full.WriteAsync(_folder.Path, SyntheticReport.Create(["another-base"]), []));

        Assert.Contains("the disk is full", failure.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, failure.Message, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllTextAsync(_folder.File("summary.json")));
        Assert.Equal(Files, Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_file_in_the_folders_place_is_one_clear_sentence()
    {
        await File.WriteAllTextAsync(_folder.File("taken"), "");
        var failure = await Assert.ThrowsAsync<ReportWriteException>(() => new ReportWriter().WriteAsync(_folder.File("taken"), SyntheticReport.Create(), []));
        Assert.StartsWith($"The report cannot be written to {_folder.File("taken")}: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("--out.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_report_replaces_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ReportWriter().WriteAsync(_folder.Path, SyntheticReport.Create(), [], new(canceled: true)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
