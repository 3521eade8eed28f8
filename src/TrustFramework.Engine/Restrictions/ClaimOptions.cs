using System.Collections.Immutable;
using TrustFramework.Engine.Pages;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Restrictions;

/// <summary>The options of claims that the user selects from a list.</summary>
public static class ClaimOptions
{
    private const string MultiSelect = "CheckboxMultiSelect";

    /// <summary>Returns the localized options of a claim type, else its own. [D]</summary>
    public static ImmutableArray<ClaimOption> Read(ClaimType type, LocalizedTexts? texts = null) =>
        [.. (texts?.FindOptions(type.Id) ?? type.Enumeration).Select(node => new ClaimOption(node["Text"] ?? "", node["Value"] ?? "", PolicyValue.IsTrue(node["SelectByDefault"])))];

    /// <summary>Returns the value of a claim for which the user selected nothing; null when no option is the default. All defaults of a multiple selection count. [I]</summary>
    public static string? FindDefault(ClaimType type, ImmutableArray<ClaimOption> options)
    {
        string[] values = [.. options.Where(option => option.IsDefault).Select(option => option.Value)];
        return values.Length == 0 ? null : type.UserInputType == MultiSelect ? string.Join(',', values) : values[0];
    }

    /// <summary>Returns the value of a multiple selection: the selected values in the order of the options, joined with commas. [I]</summary>
    public static string Join(ImmutableArray<ClaimOption> options, IEnumerable<string> selected)
    {
        var values = selected.ToHashSet(StringComparer.Ordinal);
        return string.Join(',', options.Select(option => option.Value).Where(values.Contains));
    }

    /// <summary>Returns whether the text is a value of the options. Only lists are checked, and only those that have options. [I]</summary>
    public static bool IsAllowed(ClaimType type, ImmutableArray<ClaimOption> options, string text)
    {
        if (options.IsEmpty || type.UserInputType is not (MultiSelect or "DropdownSingleSelect" or "RadioSingleSelect"))
            return true;
        var values = options.Select(option => option.Value).ToHashSet(StringComparer.Ordinal);
        return type.UserInputType == MultiSelect ? text.Split(',').All(values.Contains) : values.Contains(text);
    }
}
