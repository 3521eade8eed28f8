using System.Globalization;
using System.Net;
using System.Text;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>
/// The path is percent-encoded, the query form-encoded: claims, then parameters. [D] Missing claims are omitted. [I] The defaults of
/// scheme and host are http and localhost, as in System.UriBuilder. [I]
/// </summary>
internal sealed class BuildUri : ITransformationMethod
{
    private const string QueryPrefix = "query.";

    public string Name => "BuildUri";

    public Result<TransformationOutput, TransformationError> Apply(TransformationInput input)
    {
        var query = input.Claims.Select(claim => (claim.Name, Value: claim.Value?.ToText()))
            .Concat(input.Parameters.Select(parameter => (parameter.Name, Value: (string?)parameter.Value)))
            .Where(item => item.Name.StartsWith(QueryPrefix, StringComparison.Ordinal) && item.Value is not null)
            .Select(item => $"{WebUtility.UrlEncode(item.Name[QueryPrefix.Length..])}={WebUtility.UrlEncode(item.Value)}");
        var uri = new StringBuilder(input.FindParameter("scheme") ?? "http").Append("://").Append(input.FindParameter("host") ?? "localhost").Append('/');
        AppendPath(uri, (input.FindText("path") ?? "").TrimStart('/'));
        var parts = string.Join('&', query);
        return TransformationOutput.Of("outputClaim", (parts.Length == 0 ? uri : uri.Append('?').Append(parts)).ToString());
    }

    private static void AppendPath(StringBuilder uri, string path)
    {
        foreach (var value in Encoding.UTF8.GetBytes(path))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || "-._~!$&'()*+,;=:@/".Contains((char)value, StringComparison.Ordinal))
                uri.Append((char)value);
            else
                uri.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
    }
}
