using System.Globalization;
using System.Text;

namespace TrustFramework.MockServer.Control.Journeys;

/// <summary>Writes a journey as text for people.</summary>
internal static class JourneyText
{
    public static string Format(JourneyResource journey)
    {
        var text = new StringBuilder();
        foreach (var entry in journey.Trace)
            AppendEntry(text, entry);
        text.AppendLine();
        if (journey.Error is { } error)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Failed: {error.Code}: {error.Message}");
            if (error.Detail is { } detail)
                text.AppendLine(CultureInfo.InvariantCulture, $"        {detail}");
        }

        if (journey.Stop is { } stop)
            AppendStop(text, stop);
        if (journey.Result is { } result)
        {
            text.AppendLine("Completed with these claims:");
            foreach (var (claim, value) in result.Claims)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {claim} = {value}");
            AppendToken(text, "id token", result.IdToken);
            AppendToken(text, "access token", result.AccessToken);
            AppendToken(text, "refresh token", result.RefreshToken);
        }

        return text.ToString();
    }

    /// <summary>The page that a journey waits at.</summary>
    public static void AppendStop(StringBuilder text, JourneyStopResource stop)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"Waiting at step {stop.Step}: {stop.TechnicalProfile ?? "the choice of a claims provider"}{(stop.Message is { } message ? $": {message}" : "")}");
        foreach (var field in stop.Fields)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {field.Claim} ({field.Label}){(field.Required ? ", required" : "")}{(field.Value is { } value ? $" = {value}" : "")}");
        if (stop.Choices.Count > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"  exchanges: {string.Join(", ", stop.Choices.Select(choice => choice.Exchange))}");
        if (stop.Links.Count > 0)
            text.AppendLine(CultureInfo.InvariantCulture, $"  links: {string.Join(", ", stop.Links)}");
    }

    private static void AppendEntry(StringBuilder text, TraceEntryResource entry)
    {
        var step = entry.Step is { } order ? order.ToString(CultureInfo.InvariantCulture) : "";
        text.AppendLine(CultureInfo.InvariantCulture, $"{step,3} {entry.Kind,-20} {entry.Id}{(entry.Detail is { } detail ? $": {detail}" : "")}");
        // The claims of a step are those of the entries before.
        if (entry.Kind != "step")
            AppendClaims(text, "in", entry.Input);
        AppendClaims(text, "out", entry.Output);
    }

    private static void AppendClaims(StringBuilder text, string title, IReadOnlyDictionary<string, string?> claims)
    {
        foreach (var (claim, value) in claims)
            text.AppendLine(CultureInfo.InvariantCulture, $"    {title,-3} {claim} {(value is null ? "is removed" : $"= {value}")}");
    }

    private static void AppendToken(StringBuilder text, string name, string? token)
    {
        if (token is not null)
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{name}:").AppendLine(token);
    }
}
