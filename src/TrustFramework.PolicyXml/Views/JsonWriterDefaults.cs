using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrustFramework.PolicyXml.Views;

/// <summary>The JSON format of the views: indented, and the same on every system.</summary>
internal static class JsonWriterDefaults
{
    public static JsonWriterOptions Options { get; } =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
