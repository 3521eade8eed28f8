using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.Graph.Batching;
using TrustFramework.MockServer.Graph.Errors;
using TrustFramework.MockServer.Graph.Model;
using TrustFramework.MockServer.Graph.Representation;

namespace TrustFramework.MockServer.Graph;

/// <summary>The shapes that belong to Graph itself.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BatchResponseResource))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(ErrorResource))]
[JsonSerializable(typeof(ServiceDocumentResource))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(object))]
internal sealed partial class GraphJson : JsonSerializerContext
{
    public static GraphJson Wire { get; } = new(CreateOptions());

    /// <summary>
    /// What all wire contexts share; a context keeps the options it was made with. Apostrophes stay apostrophes, as the
    /// service writes them in its texts; numbers may come as strings (clients 1.3 [S]). With an encoder of its own the serializer takes
    /// no writer that was generated: only for what <see cref="ResourceSerializer"/> writes they are, and for the rest metadata alone.
    /// </summary>
    public static JsonSerializerOptions CreateOptions() =>
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
