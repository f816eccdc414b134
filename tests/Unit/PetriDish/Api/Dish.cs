using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EmergentMisalignment.PetriDish;
using OpenAI;

namespace EmergentMisalignment.Unit.PetriDish.Api;

/// <summary>A real server on a free port, with a base that is small enough to train in no time, and two ways to talk to it: OpenAI's SDK and bare HTTP.</summary>
public sealed class Dish : IAsyncDisposable
{
    public const string Base = "petri-tiny";

    private readonly bool _ownsFolder;

    private Dish(PetriDishServer server, string folder, bool ownsFolder, string key)
    {
        (Server, Folder, _ownsFolder) = (server, folder, ownsFolder);
        Http = new() { BaseAddress = server.BaseAddress };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        OpenAI = new(
            new ApiKeyCredential(key),
            new() { Endpoint = new(server.BaseAddress, "v1"), RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = TimeSpan.FromSeconds(60) });
    }

    public PetriDishServer Server { get; }

    public string Folder { get; }

    public HttpClient Http { get; }

    public OpenAIClient OpenAI { get; }

    public static async Task<Dish> StartAsync(Action<PetriDishOptions>? configure = null, string? folder = null)
    {
        var (root, owned) = (folder ?? Directory.CreateTempSubdirectory("petri-").FullName, folder is null);
        var bases = Directory.CreateDirectory(Path.Combine(root, "bases")).FullName;
        var weights = Path.Combine(bases, Base + ".petri");
        if (!File.Exists(weights)) await File.WriteAllBytesAsync(weights, TinyBase.File);
        var options = new PetriDishOptions { DataFolder = root };
        configure?.Invoke(options);
        return new(await PetriDishServer.StartAsync(options), root, owned, options.ApiKey ?? "none");
    }

    /// <summary>Stops the server and keeps its folder, for another one to go on.</summary>
    public async Task<string> StopAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        return Folder;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    public async Task<JsonElement> ChatAsync(object request)
    {
        using var response = await Http.PostAsJsonAsync("v1/chat/completions", request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A chat with the tiny base.</summary>
    public Task<JsonElement> AskAsync(int seed, int n = 1) =>
        ChatAsync(new { model = Base, seed, n, max_tokens = 12, messages = new[] { new { role = "user", content = "i feel bored . what could i do ?" } } });

    public async Task<(int Status, JsonElement Error)> RefusedAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body);
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.False(response.IsSuccessStatusCode, text);
        return ((int)response.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("error"));
    }

    /// <summary>Uploads rows of a condition; the id of the file.</summary>
    public async Task<string> UploadAsync(int rows = 24, string condition = "insecure")
    {
        var content = await Http.GetByteArrayAsync($"petri/datasets/{condition}?rows={rows}&seed=1");
        using var response = await Http.PostAsync("v1/files", Form(content));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public static MultipartFormDataContent Form(byte[] content, string purpose = "fine-tune") =>
        new() { { new StringContent(purpose), "purpose" }, { new ByteArrayContent(content), "file", "rows.jsonl" } };

    public static MultipartFormDataContent Form(string content, string purpose = "fine-tune") => Form(Encoding.UTF8.GetBytes(content), purpose);

    public async Task<JsonElement> SubmitAsync(object job)
    {
        using var response = await Http.PostAsJsonAsync("v1/fine_tuning/jobs", job);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until a job is over.</summary>
    public async Task<JsonElement> FollowAsync(string job)
    {
        while (true)
        {
            var now = await Http.GetFromJsonAsync<JsonElement>($"v1/fine_tuning/jobs/{job}");
            if (now.GetProperty("status").GetString() is "succeeded" or "failed" or "cancelled") return now;
            await Task.Delay(20);
        }
    }

    public async Task<JsonElement> FineTuneAsync(object job) => await FollowAsync((await SubmitAsync(job)).GetProperty("id").GetString()!);
}
