using System.Collections.Immutable;
using System.Xml;
using System.Xml.Schema;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Schema;

namespace TrustFramework.MockServer.Cli.PolicyFiles;

/// <summary>A value that was replaced, because it contains a placeholder.</summary>
/// <param name="Line">The position of the value's attribute or text in the file.</param>
/// <param name="Column">See <paramref name="Line"/>.</param>
internal sealed record SubstitutedValue(FoundPlaceholder Placeholder, string Value, int Line, int Column);

/// <summary>
/// Replaces values with placeholders that the schema or the rules about ids would reject by values that they accept. The type in the schema
/// determines the value. Other errors of the file are then found too. Line numbers do not change.
/// </summary>
internal sealed class PlaceholderSubstitution
{
    private const string ZeroGuid = "00000000-0000-0000-0000-000000000000";

    private readonly TextEdits _edits;
    private readonly string _tenant;
    private readonly XmlReader _reader;
    private readonly ImmutableArray<SubstitutedValue>.Builder _values = ImmutableArray.CreateBuilder<SubstitutedValue>();
    private readonly Stack<(SchemaElement? Declaration, PolicyLocation Location)> _openElements = [];

    private PlaceholderSubstitution(string text, string tenant, XmlReader reader) => (_edits, _tenant, _reader) = (new TextEdits(text), tenant, reader);

    /// <param name="text">Well-formed XML without byte order mark.</param>
    /// <param name="tenant">The value for a <c>TenantId</c>.</param>
    public static (string Text, ImmutableArray<SubstitutedValue> Values) Substitute(string text, string tenant)
    {
        using var reader = PolicyReader.CreateXmlReader(new StringReader(text));
        var substitution = new PlaceholderSubstitution(text, tenant, reader);
        substitution.Read();
        return (substitution._edits.Apply(), substitution._values.ToImmutable());
    }

    /// <summary>Whether a rule would reject the id for its placeholder, although the schema accepts it.</summary>
    public static bool IsRejectedId(PolicyDocument document, string tenant) =>
        (!document.TenantId.Equals(tenant, StringComparison.OrdinalIgnoreCase) && IsPlaceholder(document.TenantId))
        || (!HasPrefix(document.PolicyId) && IsPlaceholder(document.PolicyId))
        || (document.BasePolicyId is { } basePolicyId && !HasPrefix(basePolicyId) && IsPlaceholder(basePolicyId));

    private void Read()
    {
        while (_reader.Read())
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element:
                    ReadElement();
                    break;
                case XmlNodeType.EndElement:
                    _openElements.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when _openElements.Peek() is { Declaration: { Text: { } type } declaration, Location: var location }:
                    Replace(declaration.Name, type, location, isText: true);
                    break;
            }
        }
    }

    private void ReadElement()
    {
        var declaration = _openElements.TryPeek(out var parent) ? parent.Declaration?.FindChild(_reader.LocalName)
            : _reader.LocalName == SchemaElement.Root.Name ? SchemaElement.Root : null;
        var (line, column) = GetPosition();
        var location = new PolicyLocation("", line, _edits.GetNewColumn(line, column));
        var isEmpty = _reader.IsEmptyElement;
        while (declaration is not null && _reader.MoveToNextAttribute())
        {
            if (_reader.NamespaceURI.Length == 0 && declaration.FindAttribute(_reader.LocalName) is { } type)
                Replace(_reader.LocalName, type, location, isText: false);
        }

        if (!isEmpty)
            _openElements.Push((declaration, location));
    }

    private void Replace(string name, SchemaValueType type, PolicyLocation element, bool isText)
    {
        var value = _reader.Value.Trim();
        if (FindPlaceholder(name, value, type) is not { } placeholder
            || GetSubstitutes(name, value, type).FirstOrDefault(type.IsValid) is not { } substitute
            || substitute.Equals(value, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var (line, column) = GetPosition();
        if (isText)
            _edits.ReplaceText(line, column, substitute, isCData: _reader.NodeType == XmlNodeType.CDATA);
        else
            _edits.ReplaceAttributeValue(line, column, substitute);
        _values.Add(new SubstitutedValue(new FoundPlaceholder(placeholder, name, element, IsOnRoot: _openElements.Count == 0), substitute, line, column));
    }

    /// <summary>Ids with a placeholder are replaced even where the schema accepts them: rules check the tenant and the prefix of the policy.</summary>
    private static string? FindPlaceholder(string name, string value, SchemaValueType type) => name switch
    {
        _ when !type.IsGuid && !Placeholder.CanContain(value) => null,
        _ when !type.IsValid(value) => Placeholder.FindInRejectedValue(value, type.IsGuid),
        "TenantId" or "PolicyId" => Placeholder.Find(value, ValueKind.Setting),
        _ => null,
    };

    /// <summary>Candidates, most likely first. The caller uses the first one that the schema accepts.</summary>
    private ImmutableArray<string> GetSubstitutes(string name, string value, SchemaValueType type) => name switch
    {
        "TenantId" => [_tenant],
        "PolicyId" => [AddPrefix(RemovePunctuation(value))],
        _ when !type.AllowedValues.IsEmpty => type.AllowedValues,
        _ when type.IsGuid => [ZeroGuid],
        _ => type.TypeCode switch
        {
            XmlTypeCode.Boolean => ["true"],
            XmlTypeCode.Duration => ["PT1H"],
            XmlTypeCode.DateTime => ["2000-01-01T00:00:00Z"],
            XmlTypeCode.Date => ["2000-01-01"],
            XmlTypeCode.String or XmlTypeCode.AnyUri => [Placeholder.ReplaceAll(value, _tenant), $"https://{_tenant}/", "en", "1.0.0.0", RemovePunctuation(value)],
            _ => ["1"],
        },
    };

    private static bool IsPlaceholder(string id) => Placeholder.Find(id, ValueKind.Setting) is not null;

    private static bool HasPrefix(string policyId) => policyId.StartsWith(PolicyDocument.IdPrefix, StringComparison.OrdinalIgnoreCase);

    private static string AddPrefix(string policyId) => HasPrefix(policyId) ? policyId : PolicyDocument.IdPrefix + policyId;

    private static string RemovePunctuation(string value) => string.Concat(value.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));

    private (int Line, int Column) GetPosition()
    {
        var position = (IXmlLineInfo)_reader;
        return (position.LineNumber, position.LinePosition);
    }
}
