using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Models;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.PetriDish.Jobs;

/// <summary>An uploaded file as the trainer reads it.</summary>
internal static class TrainingFile
{
    /// <exception cref="RefusedException">The file is gone, or an example does not fit the context.</exception>
    public static IReadOnlyList<TrainingDocument> Read(FileStore files, string id, string parameter, int context)
    {
        var name = files.Get(id, parameter).Name;
        using var stream = files.Open(id, parameter);
        var documents = TrainingExamples.Read(stream, name).Select(MiniatureWorld.Default.ChatDocument).ToList();
        // The last token is only predicted, so it needs no place in the context.
        var tooLong = documents.FindIndex(document => document.Tokens.Length > context + 1);
        if (tooLong < 0) return documents;
        var problem = $"{documents[tooLong].Tokens.Length} tokens, and the model's context is {context}";
        throw RefusedException.Invalid($"{name}, example {tooLong + 1}: {problem}.", parameter, "invalid_training_file");
    }
}
