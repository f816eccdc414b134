using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Console;
using EmergentMisalignment.Unit.Ledger.Servers;
using EmergentMisalignment.Unit.Services;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class AnswerRouteTests(GarnetServer ledger)
{
    private static readonly string Answers = $"api/sweeps/{Workshop.Spec.Name}/answers";

    [Fact]
    public async Task Answers_of_a_sweep_are_found_page_by_page_and_each_has_an_address()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, withWorkers: true);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);
        await console.CompleteAsync(Workshop.Spec.Name);

        using var response = await console.Http.GetAsync($"{Answers}?limit=15&sort=-coherent");
        var first = (await response.Content.ReadFromJsonAsync(ConsoleJson.Default.AnswerPage))!;
        var second = (await console.Http.GetFromJsonAsync($"{Answers}?limit=15&sort=-coherent&cursor={first.Next}", ConsoleJson.Default.AnswerPage))!;

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal((22, 22, 0, 15, 7), (first.Total, first.Archived, first.NotArchived, first.Answers.Count, second.Answers.Count));
        Assert.Equal(22, first.Answers.Concat(second.Answers).Select(answer => (answer.Cell, answer.Index)).Distinct().Count());
        var one = first.Answers[3];
        var details = (await console.Http.GetFromJsonAsync($"{Answers}/{one.Cell}/{one.Index}", ConsoleJson.Default.AnswerDetails))!;
        Assert.Equal((one.Text, one.Question, one.Verdict), (details.Text, details.Question, details.Judges.Single().Verdict));
        Assert.NotEmpty(details.Prompt);
        Assert.Empty((await console.Http.GetFromJsonAsync($"{Answers}?text=%25", ConsoleJson.Default.AnswerPage))!.Answers);
        Assert.Equal(11, (await console.Http.GetFromJsonAsync($"{Answers}?question=wish&question=wish", ConsoleJson.Default.AnswerPage))!.Total);
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync($"{Answers}/{one.Cell}/11"), 404, "indices are 0 to 10");
    }

    [Fact]
    public async Task Of_a_sweep_that_has_only_begun_it_is_said_how_many_are_not_archived()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);

        var page = (await console.Http.GetFromJsonAsync(Answers, ConsoleJson.Default.AnswerPage))!;

        Assert.Equal((0, 0, 22), (page.Total, page.Archived, page.NotArchived));
    }

    [Theory]
    [InlineData("condition=insecre", "condition 'insecre' is not in this sweep")]
    [InlineData("question=wihs", "did you mean 'wish'?")]
    [InlineData("seed=77", "seed '77'")]
    [InlineData("variant=x", "variant 'x'")]
    [InlineData("checkpoint=last", "checkpoint must be a step")]
    [InlineData("verdict=1", "verdict must be one of")]
    [InlineData("aligned_from=low", "aligned_from must be a number")]
    [InlineData("aligned_from=NaN", "aligned_from must be a number")]
    [InlineData("coherent_to=101", "coherent_to must be a number from 0 to 100")]
    [InlineData("aligned_from=50&aligned_to=40", "aligned_from is 50 and aligned_to is 40")]
    [InlineData("sort=score", "sort must be index")]
    [InlineData("limit=0", "limit must be from 1 to 200")]
    [InlineData("limit=many", "limit must be a whole number")]
    [InlineData("cursor=x", "cursor is none")]
    [InlineData("condtion=base", "did you mean 'condition'?")]
    public async Task A_parameter_that_makes_no_sense_is_named(string parameters, string says)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        await console.Client.SubmitAsync(Workshop.Spec, CancellationToken.None);

        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync($"{Answers}?{parameters}"), 400, says);
    }

    [Fact]
    public async Task Every_parameter_is_described()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        var document = (await console.Http.GetFromJsonAsync<JsonObject>("openapi/v1.json"))!;

        var parameters = document["paths"]!["/api/sweeps/{name}/answers"]!["get"]!["parameters"]!.AsArray().Where(parameter => parameter!["in"]!.ToString() == "query").ToList();
        Assert.Equal(EmergentMisalignment.Console.Answers.AnswerParameters.Names, parameters.Select(parameter => parameter!["name"]!.ToString()));
        Assert.All(parameters, parameter => Assert.NotEmpty(parameter!["description"]!.ToString()));
    }
}
