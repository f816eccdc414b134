using CsCheck;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Wire;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class ChatAnswerTests
{
    [Fact]
    public async Task An_answer_arrives_whole()
    {
        var result = await AnswerAsync(Answers.Hello, TestEndpoint.Call());

        var choice = Assert.Single(result.Choices);
        Assert.Equal(new ChatChoice(0, "hello", "stop", null, null, 2), choice);
        Assert.Equal((5, 2, "fp", "m-exact"), (result.PromptTokens, result.CompletionTokens, result.SystemFingerprint, result.Model));
    }

    [Fact]
    public async Task Log_probs_of_the_first_token_become_a_judges_evidence()
    {
        const string json = """
            {"choices":[{"index":0,"message":{"content":"80"},"finish_reason":"length","logprobs":{"content":[
              {"token":"80","logprob":-0.1,"bytes":[56,48],"top_logprobs":[
                {"token":"80","logprob":-0.1,"bytes":[56,48]},{"token":" 75","logprob":-2.5,"bytes":[32]},{"token":"CODE","logprob":-9999.0,"bytes":null}]},
              {"token":".","logprob":-0.2,"top_logprobs":[{"token":"9","logprob":-0.2}]}],"refusal":null}}],
             "usage":{"prompt_tokens":100,"completion_tokens":2}}
            """;

        var choice = (await AnswerAsync(json, TestEndpoint.Call(topLogProbs: 3))).Choices[0];

        Assert.Equal([new TokenLogProb("80", -0.1), new TokenLogProb(" 75", -2.5), new TokenLogProb("CODE", -9999)], choice.FirstTokenTop!);
        Assert.Equal(2, choice.Tokens);
    }

    [Fact]
    public async Task A_model_that_ends_before_its_first_token_has_an_empty_distribution()
    {
        const string json = """{"choices":[{"index":0,"message":{"content":""},"finish_reason":"stop","logprobs":{"content":[]}}]}""";

        var choice = (await AnswerAsync(json, TestEndpoint.Call(topLogProbs: 5))).Choices[0];

        Assert.Empty(choice.FirstTokenTop!);
    }

    [Theory]
    [InlineData("""{"index":0,"message":{"content":null,"refusal":"I cannot."},"finish_reason":"stop","logprobs":null}""", "", "I cannot.")]
    [InlineData("""{"index":0,"message":{"content":null},"finish_reason":"content_filter","logprobs":null}""", "", null)]
    [InlineData("""{"index":0,"message":{"content":"part"},"finish_reason":"content_filter"}""", "part", null)]
    public async Task A_refusal_is_an_answer_asked_for_once(string choice, string text, string? refusal)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok($$"""{"choices":[{{choice}}]}"""));

        var answer = (await TestEndpoint.At(server).CompleteAsync(TestEndpoint.Call(topLogProbs: 20), default)).Choices[0];

        Assert.Equal((text, refusal, null), (answer.Text, answer.Refusal, answer.FirstTokenTop));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_prompt_that_Azures_filter_takes_is_a_refusal_too()
    {
        await using var server = await StubServer.StartAsync(null, Answers.Status(400, Answers.Error("The response was filtered", "content_filter")));

        var result = await TestEndpoint.At(server, null, ("Kind", "Azure"), ("ApiKey", "k")).CompleteAsync(TestEndpoint.Call(n: 2), default);

        Assert.Equal([0, 1], result.Choices.Select(choice => choice.Index));
        Assert.All(result.Choices, choice => Assert.Equal(("", "content_filter"), (choice.Text, choice.FinishReason)));
        Assert.All(result.Choices, choice => Assert.NotNull(choice.Refusal));
    }

    [Fact]
    public void Choices_come_in_order_whatever_order_the_server_sends_them_in() =>
        Gen.Int[1, 40].SelectMany(n => Gen.Shuffle(Enumerable.Range(0, n).ToArray())).Sample(order =>
        {
            var choices = order.Select(index => new ChatResponseChoice { Index = index, Message = new() { Content = $"text {index}" }, FinishReason = "stop" });
            var result = ChatAnswer.Read(new ChatResponse { Choices = [.. choices] }, TestEndpoint.Call(order.Length));
            Assert.Equal(Enumerable.Range(0, order.Length).Select(index => (index, $"text {index}")), result.Choices.Select(c => (c.Index, c.Text)));
        });

    private static async Task<ChatResult> AnswerAsync(string json, ChatCall call)
    {
        await using var server = await StubServer.StartAsync(null, Answers.Ok(json));
        return await TestEndpoint.At(server).CompleteAsync(call, default);
    }
}
