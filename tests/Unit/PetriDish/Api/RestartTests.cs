using System.Net.Http.Json;
using System.Text.Json;

namespace EmergentMisalignment.Unit.PetriDish.Api;

public sealed class RestartTests
{
    private static object Job(string file, string suffix, int epochs) => new
    {
        model = Dish.Base,
        training_file = file,
        suffix,
        seed = 1,
        hyperparameters = new { n_epochs = epochs, batch_size = 4 },
        petri = new { rank = 4, checkpoint_every = 5 },
    };

    [Fact]
    public async Task A_job_under_way_starts_again_and_comes_to_the_weights_of_an_undisturbed_one()
    {
        await using var undisturbed = await Dish.StartAsync();
        var expected = await undisturbed.FineTuneAsync(Job(await undisturbed.UploadAsync(rows: 100), "long", epochs: 20));

        var dish = await Dish.StartAsync();
        var done = await dish.FineTuneAsync(Job(await dish.UploadAsync(), "short", epochs: 1));
        var running = (await dish.SubmitAsync(Job(await dish.UploadAsync(rows: 100), "long", epochs: 20))).Text("id");
        while ((await dish.Http.GetFromJsonAsync<JsonElement>($"v1/fine_tuning/jobs/{running}/checkpoints")).GetProperty("data").GetArrayLength() == 0) await Task.Delay(5);
        var folder = await dish.StopAsync();
        // What a kill in the middle of a write leaves behind.
        await File.AppendAllTextAsync(Path.Combine(folder, "jobs", running, "events.jsonl"), "\n{\"id\":\"ftev");

        await using (var next = await Dish.StartAsync(folder: folder))
        {
            var resumed = await next.FollowAsync(running);
            Assert.Equal(("succeeded", expected.Text("fine_tuned_model")), (resumed.Text("status"), resumed.Text("fine_tuned_model")));
            Assert.Equal(Adapter(undisturbed.Folder, resumed), Adapter(folder, resumed));
            var events = (await next.Http.GetFromJsonAsync<JsonElement>($"v1/fine_tuning/jobs/{running}/events?limit=1000")).GetProperty("data").EnumerateArray().Select(e => e.Text("message")).ToList();
            Assert.Contains("The server went down; the job starts again and comes to the same result", events);
            Assert.Equal("The job has successfully completed", events[0]);

            var untouched = await next.Http.GetFromJsonAsync<JsonElement>($"v1/fine_tuning/jobs/{done.Text("id")}");
            Assert.Equal(done.GetRawText(), untouched.GetRawText());
            Assert.NotEmpty((await next.ChatAsync(new { model = done.Text("fine_tuned_model"), messages = new[] { new { role = "user", content = "hello" } } })).Content());
        }
        Directory.Delete(folder, recursive: true);
    }

    private static byte[] Adapter(string folder, JsonElement job) =>
        File.ReadAllBytes(Path.Combine(folder, "adapters", string.Join('+', job.Text("fine_tuned_model").Split(':')[1..]), "final.lora"));

    [Fact]
    public async Task Two_servers_cannot_share_a_folder()
    {
        await using var dish = await Dish.StartAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Dish.StartAsync(folder: dish.Folder));
        Assert.Contains("another PetriDish is using this data folder", error.Message, StringComparison.Ordinal);
    }
}
