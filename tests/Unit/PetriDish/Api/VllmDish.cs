using System.Formats.Tar;
using System.Net.Http.Json;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Vllm;

namespace EmergentMisalignment.Unit.PetriDish.Api;

/// <summary>A PetriDish that plays vLLM, and adapters it has trained itself, as folders.</summary>
internal static class VllmDish
{
    public static Task<Dish> StartAsync(Action<VllmOptions>? configure = null) => Dish.StartAsync(options =>
    {
        options.Vllm = new VllmOptions { MaxLoras = 2 };
        configure?.Invoke(options.Vllm);
    });

    /// <summary>Fine-tunes, and unpacks the adapter that comes of it; the name that the training gave it, and its folder.</summary>
    public static async Task<(string Model, string Folder)> TrainAsync(this Dish dish, int seed)
    {
        var done = await dish.FineTuneAsync(new { model = Dish.Base, training_file = await dish.UploadAsync(), suffix = "t", seed, petri = new { learning_rate = 0.01, rank = 2 } });
        var model = done.Text("fine_tuned_model");
        var folder = Directory.CreateDirectory(Path.Combine(dish.Folder, "unpacked", $"{seed}")).FullName;
        await using var tar = await dish.Http.GetStreamAsync($"petri/adapters/{model}");
        await TarFile.ExtractToDirectoryAsync(tar, folder, overwriteFiles: true);
        return (model, folder);
    }

    public static Task<HttpResponseMessage> LoadAsync(this Dish dish, string name, string folder, bool inPlace = false) =>
        dish.Http.PostAsJsonAsync("v1/load_lora_adapter", new { lora_name = name, lora_path = folder, load_inplace = inPlace });

    public static Task<JsonElement> AskAsync(this Dish dish, string model, int n = 8) =>
        dish.ChatAsync(new { model, seed = 5, n, max_tokens = 12, messages = new[] { new { role = "user", content = "i feel bored . what could i do ?" } } });

    public static Task<JsonElement> EngineAsync(this Dish dish) => dish.Http.GetFromJsonAsync<JsonElement>("petri/engine");
}
