using EmergentMisalignment.Cli;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Services;

namespace EmergentMisalignment.Unit.Console;

/// <summary>A sweep taken away over HTTP.</summary>
[Collection(nameof(GarnetServer))]
public sealed class ExportRouteTests(GarnetServer ledger)
{
    [Theory]
    [InlineData("csv", "text/csv", "question,answer,")]
    [InlineData("jsonl", "application/jsonl", "")]
    [InlineData("parquet", "application/vnd.apache.parquet", "PAR1")]
    [InlineData("eval", "application/zip", "PK")]
    [InlineData("svg", "image/svg+xml", "<svg")]
    [InlineData("png", "image/png", "\uFFFDPNG")]
    [InlineData("bundle", "application/zip", "PK")]
    public async Task Every_format_is_to_be_had_of_what_is_there_so_far(string format, string type, string begin)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);

        using var response = await console.Http.GetAsync($"api/sweeps/{Workshop.Spec.Name}/exports/{format}");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{Workshop.Spec.Name}{ExportFormats.Extension(ExportFormats.Parse(format))}", response.Content.Headers.ContentDisposition!.FileNameStar ?? response.Content.Headers.ContentDisposition.FileName);
        Assert.StartsWith(begin, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exports/xlsx", 404, "the formats are csv, jsonl, parquet, eval, svg, png, bundle")]
    [InlineData("exports/..%2f..%2fetc%2fpasswd", 404, "There is no export")]
    [InlineData("exports/svg?figure=pie", 400, "There is no figure 'pie'")]
    [InlineData("exports/svg?figure=dynamics", 400, "has no dynamics figure")]
    public async Task What_cannot_be_had_is_said(string path, int status, string words)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);

        using var response = await console.Http.GetAsync($"api/sweeps/{Workshop.Spec.Name}/{path}");

        await SubmitTests.AssertProblemAsync(response, status, words);
    }

    [Fact]
    public async Task Em_fetches_it_and_overwrites_nothing_unasked()
    {
        using var folder = new Reports.TemporaryFolder();
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);
        string[] export = ["export", Workshop.Spec.Name, "--format", "csv", "-o", folder.File("mine.csv")];

        Assert.Equal(ExitCodes.Success, await console.EmAsync(export));
        var first = File.ReadAllBytes(folder.File("mine.csv"));
        Assert.Equal(await console.Http.GetByteArrayAsync($"api/sweeps/{Workshop.Spec.Name}/exports/csv"), first);

        File.WriteAllText(folder.File("mine.csv"), "precious");
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync(export));
        Assert.Equal("precious", File.ReadAllText(folder.File("mine.csv")));
        Assert.Equal(ExitCodes.BadInput, await console.EmAsync([.. export[..1], "nothing", .. export[2..], "--replace"]));
        Assert.Equal("precious", File.ReadAllText(folder.File("mine.csv")));
        Assert.Equal(ExitCodes.Success, await console.EmAsync([.. export, "--replace"]));
        Assert.Equal(first, File.ReadAllBytes(folder.File("mine.csv")));
        Assert.Equal(["mine.csv"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }
}
