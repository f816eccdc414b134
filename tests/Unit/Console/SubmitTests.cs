using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class SubmitTests(GarnetServer ledger)
{
    private static JsonObject Body => JsonSerializer.SerializeToNode(Texts.Default, LedgerJson.Default.SweepSpec)!.AsObject();

    [Fact]
    public async Task A_submitted_sweep_is_in_the_ledger_as_it_was_sent_and_active()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        using var response = await console.Http.PostAsync("api/sweeps", Json(Body));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/sweeps/tiny", response.Headers.Location!.ToString());
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal((3, 2), ((int)answer!["plan"]!["runs"]!, (int)answer["plan"]!["fine_tunes"]!));
        var record = await console.Sweeps.FindAsync("tiny", CancellationToken.None);
        Assert.Equal(Serialised(Texts.Default), Serialised(record!.Spec));
        Assert.True(record.Miniature);
        Assert.Equal(["tiny"], await console.Sweeps.ActiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Submitted_anew_it_answers_200_and_has_failed_work_tried_again()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        Assert.True((await console.Client.SubmitAsync(Texts.Default, CancellationToken.None)).IsNew);
        await console.Failures.RecordAsync(LedgerKeys.Failures("tiny"), "shard", "broke");

        Assert.False((await console.Client.SubmitAsync(Texts.Default, CancellationToken.None)).IsNew);

        Assert.Empty(await console.Failures.AllAsync(LedgerKeys.Failures("tiny")));
    }

    [Fact]
    public async Task What_a_sender_leaves_out_has_its_default()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        var body = Body;
        foreach (var key in (string[])["seeds", "sampling", "judge", "estimand", "shard_size", "seed", "endpoint"])
            body.Remove(key);

        using var response = await console.Http.PostAsync("api/sweeps", Json(body));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(Serialised(Texts.Default with { Seeds = 1 }), Serialised((await console.Sweeps.FindAsync("tiny", CancellationToken.None))!.Spec));
    }

    [Theory]
    [InlineData("""{"name":"x"}""", 400, "missing required")]
    [InlineData("""{"name":""", 400, "$.name")]
    [InlineData("null", 400, "null")]
    [InlineData("""[]""", 400, "specification")]
    [InlineData("""{"name":"x","bases":["b"],"conditions":[],"questions":[],"sedes":3}""", 400, "sedes")]
    [InlineData("""{"name":"x","bases":["b"],"conditions":[null],"questions":[]}""", 422, "null")]
    [InlineData("""{"name":"x","bases":["b"],"conditions":[{"id":"a","kind":"Insekure"}],"questions":[]}""", 400, "$.conditions[0].kind")]
    public async Task A_body_that_is_no_sweep_is_refused_with_the_place(string body, int status, string says)
    {
        await using var console = await ConsoleServer.StartAsync(ledger);

        using var response = await console.Http.PostAsync("api/sweeps", Text(body));

        await AssertProblemAsync(response, status, says);
        Assert.Empty((await console.Sweeps.IndexAsync(CancellationToken.None)).Known);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_is_written()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        var spec = Texts.Default with { Name = "../../etc", Seeds = 0, Conditions = [new ConditionSpec { Id = "a b", Kind = ConditionKind.Insecure }] };

        using var response = await console.Http.PostAsync("api/sweeps", Text(Serialised(spec)));

        var problem = await AssertProblemAsync(response, 422, "name must be");
        Assert.Equal(4, problem["problems"]!.AsArray().Count);
        Assert.Empty((await console.Sweeps.IndexAsync(CancellationToken.None)).Known);
    }

    [Fact]
    public async Task Endpoints_that_are_not_configured_and_files_that_are_not_here_are_refused()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        var file = new ConditionSpec { Id = "mine", Kind = ConditionKind.Insecure, File = "mine.jsonl", FileSha256 = new string('a', 64) };
        var spec = Texts.Default with { Conditions = [file], Judge = new JudgeSpec { Endpoint = "openai" } };

        using var response = await console.Http.PostAsync("api/sweeps", Text(Serialised(spec)));

        var problem = await AssertProblemAsync(response, 422, "openai");
        Assert.Contains($"/api/artifacts/{file.FileSha256}", problem["problems"]![1]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_refused_with_its_cause()
    {
        await using var console = await ConsoleServer.StartAsync(ledger);
        console.Endpoint.At = place => throw new ModelCallException(ModelFailure.Network, $"endpoint petri does not answer when {place}");

        using var response = await console.Http.PostAsync("api/sweeps", Json(Body));

        await AssertProblemAsync(response, 502, "does not answer when probed");
        Assert.Empty((await console.Sweeps.IndexAsync(CancellationToken.None)).Known);
    }

    [Fact]
    public async Task A_body_that_is_too_long_or_of_another_kind_is_refused()
    {
        await using var console = await ConsoleServer.StartAsync(ledger, settings: [("Console:LargestSweepBytes", "100")]);

        using var tooLong = await console.Http.PostAsync("api/sweeps", Json(Body));
        using var text = await console.Http.PostAsync("api/sweeps", new StringContent("name: x"));

        await AssertProblemAsync(tooLong, 413, "larger");
        await AssertProblemAsync(text, 415, "application/json");
    }

    internal static async Task<JsonObject> AssertProblemAsync(HttpResponseMessage response, int status, string says)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Contains(says, problem["detail"]!.ToString(), StringComparison.Ordinal);
        return problem;
    }

    internal static string Serialised(SweepSpec spec) => JsonSerializer.Serialize(spec, LedgerJson.Default.SweepSpec);

    private static StringContent Json(JsonObject body) => Text(body.ToJsonString());

    private static StringContent Text(string body) => new(body, Encoding.UTF8, "application/json");
}
