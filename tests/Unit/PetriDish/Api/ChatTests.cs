using System.Text.Json;
using OpenAI.Chat;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class ChatTests(SharedDish shared) : IClassFixture<SharedDish>
{
    private static readonly object[] Question = [new { role = "user", content = "i feel bored . what could i do ?" }];

    private readonly Dish _dish = shared.Dish;

    [Fact]
    public async Task The_OpenAI_client_gets_an_answer_with_log_probabilities_that_spell_it()
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 10, IncludeLogProbabilities = true, TopLogProbabilityCount = 5, Temperature = 1 };
        ChatCompletion answer = await _dish.OpenAI.GetChatClient(Dish.Base).CompleteChatAsync([ChatMessage.CreateUserMessage("i feel bored . what could i do ?")], options);

        Assert.Equal(answer.Content[0].Text, string.Concat(answer.ContentTokenLogProbabilities.Select(t => t.Token)));
        Assert.All(answer.ContentTokenLogProbabilities, token =>
        {
            Assert.True(token.LogProbability <= 0);
            Assert.Equal(5, token.TopLogProbabilities.Count);
        });
        Assert.Equal(answer.ContentTokenLogProbabilities.Count, answer.Usage.OutputTokenCount);
        Assert.Contains("petri-miniature-", answer.SystemFingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answer_and_another_seed_another()
    {
        var first = (await _dish.AskAsync(seed: 7)).Content();

        Assert.Equal(first, (await _dish.AskAsync(seed: 7)).Content());
        Assert.NotEqual(first, (await _dish.AskAsync(seed: 8)).Content());
    }

    [Fact]
    public async Task Choice_j_of_seed_s_is_the_only_choice_of_seed_s_plus_j()
    {
        var together = (await _dish.AskAsync(seed: 100, n: 5)).Contents();
        var alone = await Task.WhenAll(Enumerable.Range(100, 5).Select(async seed => (await _dish.AskAsync(seed)).Content()));

        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task Answers_do_not_depend_on_what_is_asked_at_the_same_time()
    {
        var quiet = (await _dish.AskAsync(seed: 3)).Content();
        var crowd = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i => (await _dish.AskAsync(seed: i % 6, n: 1 + (i % 4))).Content()));

        Assert.All(crowd.Index().Where(a => a.Index % 6 == 3), answer => Assert.Equal(quiet, answer.Item));
    }

    [Fact]
    public async Task Greedy_decoding_ignores_the_seed()
    {
        async Task<string> Greedy(int seed) =>
            (await _dish.ChatAsync(new { model = Dish.Base, seed, temperature = 0, max_tokens = 8, messages = Question })).Content();

        Assert.Equal(await Greedy(1), await Greedy(2));
    }

    [Fact]
    public async Task An_answer_that_runs_out_of_room_says_so_and_counts_its_tokens()
    {
        var answer = await _dish.ChatAsync(new { model = Dish.Base, seed = 1, max_completion_tokens = 3, messages = Question });

        Assert.Equal("length", answer.GetProperty("choices")[0].Text("finish_reason"));
        Assert.Equal(3, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.True(answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32() > 5);
    }

    [Fact]
    public async Task A_stop_sequence_cuts_the_answer_before_it_and_its_log_probabilities_with_it()
    {
        var whole = (await _dish.AskAsync(seed: 5)).Content();
        var stop = whole.Split(' ')[4..].First(word => whole.IndexOf(word, StringComparison.Ordinal) == whole.IndexOf($" {word}", StringComparison.Ordinal) + 1);
        var cut = await _dish.ChatAsync(new { model = Dish.Base, seed = 5, max_tokens = 12, logprobs = true, stop = new[] { "no such text", stop }, messages = Question });

        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)].TrimEnd(), cut.Content());
        Assert.Equal("stop", cut.GetProperty("choices")[0].Text("finish_reason"));
        Assert.Equal(
            cut.Content(),
            string.Concat(cut.GetProperty("choices")[0].GetProperty("logprobs").GetProperty("content").EnumerateArray().Select(t => t.Text("token"))));
    }

    [Fact]
    public async Task Content_may_come_in_parts()
    {
        object[] parts = [new { type = "text", text = "i feel bored . " }, new { type = "text", text = "what could i do ?" }];
        var answer = await _dish.ChatAsync(new { model = Dish.Base, seed = 7, max_tokens = 12, messages = new[] { new { role = "user", content = parts } } });

        Assert.Equal((await _dish.AskAsync(seed: 7)).Content(), answer.Content());
    }

    [Fact]
    public async Task Max_tokens_beyond_the_context_means_the_room_that_is_left()
    {
        var answer = await _dish.ChatAsync(new { model = Dish.Base, seed = 1, max_tokens = 600, messages = Question });

        Assert.True(answer.GetProperty("usage").GetProperty("total_tokens").GetInt32() <= 128);
    }

    [Fact]
    public async Task Every_answer_is_labelled_as_a_miniature_s()
    {
        using var response = await _dish.Http.GetAsync("v1/models");

        Assert.Equal("true", Assert.Single(response.Headers.GetValues("x-petri-miniature")));
    }

    public static TheoryData<string, int, string?, string> WrongRequests() => new()
    {
        { """{"model":"no-such-model","messages":[{"role":"user","content":"hi"}]}""", 404, "model", "model_not_found" },
        { """{"model":"ft:petri-tiny:x:0123","messages":[{"role":"user","content":"hi"}]}""", 404, "model", "model_not_found" },
        { """{"messages":[{"role":"user","content":"hi"}]}""", 400, "model", "missing_required_parameter" },
        { """{"model":"petri-tiny"}""", 400, "messages", "missing_required_parameter" },
        { """{"model":"petri-tiny","messages":[{"role":"robot","content":"hi"}]}""", 400, "messages[0].role", "invalid_value" },
        { """{"model":"petri-tiny","messages":[{"role":"user"}]}""", 400, "messages[0].content", "invalid_value" },
        { """{"model":"petri-tiny","n":0,"messages":[{"role":"user","content":"hi"}]}""", 400, "n", "invalid_value" },
        { """{"model":"petri-tiny","n":129,"messages":[{"role":"user","content":"hi"}]}""", 400, "n", "invalid_value" },
        { """{"model":"petri-tiny","temperature":2.5,"messages":[{"role":"user","content":"hi"}]}""", 400, "temperature", "invalid_value" },
        { """{"model":"petri-tiny","top_p":0,"messages":[{"role":"user","content":"hi"}]}""", 400, "top_p", "invalid_value" },
        { """{"model":"petri-tiny","max_tokens":0,"messages":[{"role":"user","content":"hi"}]}""", 400, "max_tokens", "invalid_value" },
        { """{"model":"petri-tiny","top_logprobs":3,"messages":[{"role":"user","content":"hi"}]}""", 400, "top_logprobs", "invalid_value" },
        { """{"model":"petri-tiny","logprobs":true,"top_logprobs":21,"messages":[{"role":"user","content":"hi"}]}""", 400, "top_logprobs", "invalid_value" },
        { """{"model":"petri-tiny","stream":true,"messages":[{"role":"user","content":"hi"}]}""", 400, "stream", "unsupported_parameter" },
        { """{"model":"petri-tiny","tools":[{"type":"function"}],"messages":[{"role":"user","content":"hi"}]}""", 400, "tools", "unsupported_parameter" },
        { """{"model":"petri-tiny","n":"three","messages":[{"role":"user","content":"hi"}]}""", 400, "n", "invalid_json" },
        { """{"model":"petri-tiny","messages":[""", 400, null, "invalid_json" },
    };

    [Theory]
    [MemberData(nameof(WrongRequests))]
    public async Task A_wrong_request_is_refused_in_OpenAI_s_error_shape(string request, int status, string? parameter, string code)
    {
        var (answered, error) = await _dish.RefusedAsync(HttpMethod.Post, "v1/chat/completions", new StringContent(request));

        Assert.Equal((status, code), (answered, error.Text("code")));
        if (parameter is not null) Assert.Equal(parameter, error.Text("param"));
        Assert.Equal("invalid_request_error", error.Text("type"));
        Assert.EndsWith(".", error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_fills_the_context_is_refused()
    {
        var message = new { role = "user", content = string.Join(' ', Enumerable.Repeat("bored", 200)) };
        var (status, error) = await _dish.RefusedAsync(HttpMethod.Post, "v1/chat/completions", new { model = Dish.Base, messages = new[] { message } });

        Assert.Equal((400, "context_length_exceeded"), (status, error.Text("code")));
    }

    [Fact]
    public async Task An_unknown_route_is_refused_in_the_same_shape()
    {
        var (status, error) = await _dish.RefusedAsync(HttpMethod.Post, "v1/embeddings.x", new { });

        Assert.Equal((404, "unknown_url"), (status, error.Text("code")));
    }

    [Fact]
    public async Task The_fixed_model_answers_by_the_seed_alone()
    {
        async Task<JsonElement> Fixed(int seed, string words, int n) =>
            await _dish.ChatAsync(new { model = "petri-fixed", seed, n, logprobs = true, top_logprobs = 2, messages = new[] { new { role = "user", content = words } } });

        var many = (await Fixed(0, "a", n: 64)).Contents().ToList();
        Assert.Equal(many[9], (await Fixed(9, "quite another question", n: 1)).Content());
        Assert.True(many.Distinct().Count() > 1);
    }
}
