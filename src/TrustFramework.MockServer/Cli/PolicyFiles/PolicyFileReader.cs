using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using TrustFramework.MockServer.Cli.Validation;
using TrustFramework.MockServer.Graph.Requests;
using TrustFramework.PolicyXml;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>Reads a policy file: fills in settings, parses the file, and substitutes placeholders that would be rejected.</summary>
/// <param name="placeholderTenant">The tenant that replaces placeholders for a tenant; null leaves all placeholders in the file.</param>
/// <param name="workingDirectory">The folder that paths in findings are relative to.</param>
/// <param name="ignoreSchemaViolations">Whether a file that violates the schema has elements, so that policies that inherit from it can be validated.</param>
/// <param name="keepContent">Whether the documents contain the content of their files.</param>
internal sealed partial class PolicyFileReader(string? placeholderTenant, string workingDirectory, bool ignoreSchemaViolations = false, bool keepContent = false)
{
    private const int MaxSize = RequestBodyMetadata.DefaultMaxRequestBodySize;

    /// <summary>Reads a file. If it cannot be read, the result contains the reason.</summary>
    /// <param name="environment">Null leaves the references to settings in the file.</param>
    public PolicyFile Read(InputFile file, SettingsEnvironment? environment)
    {
        var displayPath = DisplayPath.Format(file.FullPath, workingDirectory);
        if (file.Error is { } folderError)
            return CreateRejected(file, displayPath, new PolicyFileError(LocalRules.Unreadable, folderError));
        if (!BoundedFile.Read(file.FullPath, MaxSize).TryGetValue(out var content, out var reason))
            return CreateRejected(file, displayPath, new PolicyFileError(LocalRules.Unreadable, reason));
        if (!content.IsComplete)
            return CreateRejected(file, displayPath, CreateTooLargeError(content.Length), content.Bytes);
        if (environment is null)
            return Parse(file, displayPath, content.Bytes, settings: null);

        var settings = SettingsSubstitution.Substitute(Encoding.UTF8.GetString(content.Bytes), displayPath, environment, MaxSize);
        var bytes = Encoding.UTF8.GetBytes(settings.Text);
        return bytes.Length > MaxSize
            ? CreateRejected(file, displayPath, CreateTooLargeError(bytes.Length), bytes)
            : Parse(file, displayPath, bytes, settings);
    }

    private PolicyFile Parse(InputFile file, string displayPath, byte[] bytes, FilledText? settings)
    {
        if (!PolicyReader.Read(bytes).TryGetValue(out var document, out var xmlError))
        {
            var error = new PolicyFileError(LocalRules.NotXml, xmlError.Message, Math.Max(1, xmlError.Line), Math.Max(1, xmlError.Column), xmlError.Hint);
            return CreateRejected(file, displayPath, error, bytes, settings);
        }

        ImmutableArray<SubstitutedValue> substituted = [];
        ImmutableArray<FoundPlaceholder> found = [];
        if (placeholderTenant is not null)
            (document, substituted) = SubstitutePlaceholders(document, placeholderTenant);

        if (ignoreSchemaViolations)
            document = document with { Root = document.UncheckedRoot };
        if (placeholderTenant is not null)
            found = FindPlaceholders(document, substituted);

        var notes = PlaceholderNotes.Create(displayPath, substituted, found);
        var linesWithErrors = settings?.Errors.Select(error => error.Line).ToHashSet() ?? [];
        return new PolicyFile
        {
            FullPath = file.FullPath,
            DisplayPath = displayPath,
            // Only the report of all schema violations reads the content again.
            Document = document.SchemaViolation is null && !keepContent ? document with { Content = default } : document,
            NamesKeySets = bytes.AsSpan().IndexOf("StorageReferenceId"u8) >= 0,
            PolicyId = document.PolicyId,
            // A missing setting is an error already.
            Findings = settings is null ? notes : settings.Errors.AddRange(notes.Where(note => !linesWithErrors.Contains(note.Line))),
            Placeholders = [.. substituted.Select(value => value.Placeholder), .. found],
            FilledSettings = settings?.FilledSettings,
        };
    }

    /// <summary>Replaces placeholders if the file would be rejected for them.</summary>
    private static (PolicyDocument Document, ImmutableArray<SubstitutedValue> Values) SubstitutePlaceholders(PolicyDocument document, string tenant)
    {
        if (document.SchemaViolation is null && !PlaceholderSubstitution.IsRejectedId(document, tenant))
            return (document, []);
        var text = Encoding.UTF8.GetString(Utf8Text.TrimByteOrderMark(document.Content.Span));
        var (substituted, values) = PlaceholderSubstitution.Substitute(text, tenant);
        return values.IsEmpty ? (document, []) : (PolicyReader.Read(Encoding.UTF8.GetBytes(substituted)).Value, values);
    }

    private static ImmutableArray<FoundPlaceholder> FindPlaceholders(PolicyDocument document, ImmutableArray<SubstitutedValue> substituted)
    {
        if (document.Root is not { } root)
            return [];
        // A substitute can look like a placeholder: yourtenant.onmicrosoft.com.
        var places = substituted.Select(value => GetPlace(value.Placeholder)).ToHashSet();
        return [.. PlaceholderScanner.Scan(root).Where(found => !places.Contains(GetPlace(found)))];
    }

    private static (string Name, int Line, int Column) GetPlace(FoundPlaceholder placeholder) => (placeholder.Name, placeholder.Element.Line, placeholder.Element.Column);

    private static PolicyFileError CreateTooLargeError(long length) =>
        new(LocalRules.TooLarge, $"The file has {(length + 1023) / 1024} KB. The service accepts at most {MaxSize / 1024} KB.");

    private static PolicyFile CreateRejected(InputFile file, string displayPath, PolicyFileError error, byte[]? content = null, FilledText? settings = null) => new()
    {
        FullPath = file.FullPath,
        DisplayPath = displayPath,
        Error = error,
        FilledSettings = settings?.FilledSettings,
        // Policies that inherit from the file report that it is refused, and not that it is missing.
        PolicyId = content is null ? "" : PolicyIdPattern().Match(Encoding.UTF8.GetString(content)).Groups["id"].Value,
    };

    [GeneratedRegex(@"\bPolicyId\s*=\s*[""'](?<id>[^""'<]*)[""']", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PolicyIdPattern();
}
