using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EmergentMisalignment.Unit.Services.Crashes;

/// <summary>
/// A provider of fine-tunes with OpenAI's and Azure's addresses, on a bad line: a request may get lost before it arrives or its answer after it was served,
/// and it may be refused for a while. As at Azure, jobs under its addresses have no metadata, and nothing filters its lists.
/// </summary>
internal sealed class ProviderDouble
{
    private readonly ConcurrentDictionary<string, string> _files = new();
    private readonly ConcurrentQueue<TakenJob> _jobs = new();
    private readonly ConcurrentDictionary<string, int> _looks = new();
    private readonly Random _chance = new(20240817);
    private int _ids;
    private int _lost;
    private int _refused;

    /// <summary>Of how many requests that change something one meets with a mishap of some kind, from 0 to 1.</summary>
    public double Trouble { get; init; }

    public int Lost => _lost;

    public int Refused => _refused;

    public int Files => _files.Count;

    /// <summary>Jobs by the name of their submission.</summary>
    public ILookup<string, string> Jobs => _jobs.ToLookup(job => job.Name, job => job.Id);

    public async Task AnswerAsync(HttpContext context, string body)
    {
        var request = context.Request;
        var azure = request.Path.StartsWithSegments("/openai");
        var post = request.Method == "POST";
        var mishap = post ? Mishap() : "";
        if (mishap is "lost before" or "refused")
        {
            await EndAsync(context, mishap);
            return;
        }

        var answer = request.Path.Value!.Split('/')[2..] switch
        {
            ["files"] when post => Upload(body),
            ["files"] => List(_files.Keys.Select(File)),
            ["files", var id] => _files.ContainsKey(id) ? File(id) : null,
            ["fine_tuning", "jobs"] when post => Take(body, azure),
            ["fine_tuning", "jobs"] => List(_jobs.Reverse().Where(job => job.Azure == azure && (azure || job.Name == request.Query["metadata[em_model]"])).Select(job => job.Show("queued"))),
            ["fine_tuning", "jobs", var id] => Look(id),
            ["models", var id] => $$"""{"id":"{{id}}"}""",
            _ => null,
        };

        if (mishap.Length > 0)
        {
            await EndAsync(context, mishap);
            return;
        }

        context.Response.StatusCode = answer is null ? 404 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer ?? """{"error":{"message":"not here","code":"not_found"}}""");
    }

    private string Mishap()
    {
        lock (_chance)
            return _chance.NextDouble() >= Trouble ? "" : _chance.Next(4) switch { 0 => "lost before", 1 => "refused", 2 => "broken", _ => "lost after" };
    }

    private async Task EndAsync(HttpContext context, string mishap)
    {
        if (mishap is "lost before" or "lost after")
        {
            Interlocked.Increment(ref _lost);
            context.Abort();
            return;
        }

        Interlocked.Increment(ref _refused);
        context.Response.StatusCode = mishap == "refused" ? 429 : 500;
        await context.Response.WriteAsync("""{"error":{"message":"later","code":"busy"}}""");
    }

    /// <summary>The file's name is all that is read of a multipart form.</summary>
    private string Upload(string form)
    {
        var id = $"file-{Interlocked.Increment(ref _ids)}";
        _files[id] = form.Split("filename=")[1].Split(['\r', ';'])[0].Trim('"');
        return File(id);
    }

    private string File(string id) => $$"""{"id":"{{id}}","object":"file","bytes":16,"created_at":1740000000,"filename":"{{_files[id]}}","purpose":"fine-tune","status":"processed"}""";

    private string Take(string body, bool azure)
    {
        using var request = JsonDocument.Parse(body);
        var name = azure ? request.RootElement.GetProperty("suffix").GetString()!["em-".Length..] : request.RootElement.GetProperty("metadata").GetProperty("em_model").GetString()!;
        var job = new TakenJob($"ftjob-{Interlocked.Increment(ref _ids)}", name, azure);
        _jobs.Enqueue(job);
        return job.Show("queued");
    }

    /// <summary>At its second look a job is done.</summary>
    private string? Look(string id)
    {
        var looks = _looks.AddOrUpdate(id, 1, (_, looks) => looks + 1);
        return _jobs.FirstOrDefault(job => job.Id == id)?.Show(looks > 1 ? "succeeded" : "running");
    }

    private static string List(IEnumerable<string> items) => $$"""{"data":[{{string.Join(',', items)}}],"has_more":false}""";

    private sealed record TakenJob(string Id, string Name, bool Azure)
    {
        public string Show(string status)
        {
            var model = status == "succeeded" ? $"\"ft:{Id}\"" : "null";
            var name = Azure ? $"\"suffix\":\"em-{Name}\"" : $$"""  "metadata":{"em_model":"{{Name}}"}""";
            return $$"""{"id":"{{Id}}","status":"{{status}}","fine_tuned_model":{{model}},{{name}}}""";
        }
    }
}
