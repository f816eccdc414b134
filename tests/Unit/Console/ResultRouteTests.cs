using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Cli;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.Console;

/// <summary>What a sweep has come to, over HTTP.</summary>
[Collection(nameof(GarnetServer))]
public sealed class ResultRouteTests(GarnetServer ledger)
{
    [Fact]
    public async Task Results_and_figures_of_a_finished_sweep_are_those_of_its_report_byte_for_byte()
    {
        using var folder = new Reports.TemporaryFolder();
        await using var console = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        await console.Client.SubmitAsync(Texts.Default with { Name = "tiny", Samples = 6, Conditions = [Base("base"), Base("other")] }, CancellationToken.None);
        Assert.Equal(ExitCodes.Success, await console.EmAsync("watch", "tiny"));
        await console.Services.GetRequiredService<SweepReporter>().WriteAsync("tiny", new ReportRequest { Folder = new(folder.Path), Command = "em report tiny" }, CancellationToken.None);

        Assert.Equal(await File.ReadAllBytesAsync(folder.File("summary.json")), await console.Http.GetByteArrayAsync("api/sweeps/tiny/results"));
        var figures = (await console.Http.GetFromJsonAsync<JsonArray>("api/sweeps/tiny/figures"))!;
        Assert.Equal(
            Directory.GetFiles(folder.Path, "*.svg").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            figures.Select(figure => figure!["name"]!.ToString()).Order(StringComparer.Ordinal));
        foreach (var figure in figures.SelectMany(figure => (string[])[$"{figure!["svg"]}", $"{figure["png"]}"]))
            Assert.Equal(await File.ReadAllBytesAsync(folder.File(Path.GetFileName(figure))), await console.Http.GetByteArrayAsync(figure));

        var dark = await console.Http.GetStringAsync("api/sweeps/tiny/figures/misalignment.svg?theme=dark");
        Assert.Contains("#14171b", dark, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_drawing_that_still_holds_gets_no_body()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default with { Name = "tiny" }, CancellationToken.None);
        using var first = await console.Http.GetAsync("api/sweeps/tiny/figures/misalignment.svg");
        Assert.Equal("image/svg+xml", first.Content.Headers.ContentType!.MediaType);

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/sweeps/tiny/figures/misalignment.svg");
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, (await console.Http.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("tiny/figures/pie.svg", 404, "the figures are misalignment, control, questions, ways, dynamics, scores")]
    [InlineData("tiny/figures/dynamics.svg", 404, "has nothing that a dynamics figure would show; it has misalignment")]
    [InlineData("tiny/figures/misalignment.gif", 404, "svg or as png")]
    [InlineData("tiny/figures/misalignment.svg?theme=pink", 400, "light or dark")]
    [InlineData("tiny/figures/..%2f..%2fetc%2fpasswd.svg", 404, "There is no figure")]
    [InlineData("tine/figures", 404, "did you mean 'tiny'?")]
    [InlineData("tine/results", 404, "did you mean 'tiny'?")]
    public async Task What_cannot_be_had_is_said(string path, int status, string words)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Texts.Default with { Name = "tiny" }, CancellationToken.None);

        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync($"api/sweeps/{path}"), status, words);
    }

    private static ConditionSpec Base(string id) => new() { Id = id, Kind = ConditionKind.Base };
}
