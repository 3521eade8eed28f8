using System.Collections.Immutable;
using System.Globalization;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Transformations.Methods;

/// <summary>Reads input claims and parameters with their types. A missing claim and an empty text are null. [I]</summary>
internal static class InputValues
{
    public static Result<bool?, TransformationError> ReadBoolean(this TransformationInput input, string name) => input[name] switch
    {
        null or { IsEmpty: true } => (bool?)null,
        ClaimValue.BooleanValue boolean => (bool?)boolean.Value,
        ClaimValue.TextValue text when bool.TryParse(text.Value, out var parsed) => (bool?)parsed,
        _ => NotOfType(name, "a Boolean value"),
    };

    public static Result<long?, TransformationError> ReadNumber(this TransformationInput input, string name) => input[name] switch
    {
        null or { IsEmpty: true } => (long?)null,
        ClaimValue.NumberValue number => (long?)number.Value,
        ClaimValue.TextValue text when ClaimValue.Parse(text.Value.Trim(), "long") is ClaimValue.NumberValue parsed => (long?)parsed.Value,
        _ => NotOfType(name, "a whole number"),
    };

    /// <summary>Texts are accepted too: the operands of AssertDateTimeIsGreaterThan are declared as strings.</summary>
    public static Result<DateTimeOffset?, TransformationError> ReadTime(this TransformationInput input, string name) => input[name] switch
    {
        null or { IsEmpty: true } => (DateTimeOffset?)null,
        ClaimValue.DateTimeValue time => (DateTimeOffset?)time.Value,
        ClaimValue.TextValue text when ParseTime(text.Value) is { } parsed => (DateTimeOffset?)parsed,
        _ => NotOfType(name, "a date and time"),
    };

    /// <summary>Returns the items of a collection; null when the journey has none. A text is a collection of one item. [I]</summary>
    public static ImmutableArray<string>? FindCollection(this TransformationInput input, string name) => input[name] switch
    {
        null => null,
        ClaimValue.CollectionValue collection => collection.Values,
        { IsEmpty: true } => [],
        var value => [value.ToText()],
    };

    /// <summary>Returns a numeric parameter; the default value when the policy has none.</summary>
    public static Result<long, TransformationError> ReadNumberParameter(this TransformationInput input, string name, long defaultValue) =>
        string.IsNullOrWhiteSpace(input.FindParameter(name)) ? defaultValue
        : input.FindNumber(name) is { } number ? number
        : new TransformationError.Failed($"The parameter '{name}' is not a whole number.");

    /// <summary>Returns whether a parameter has one of the values of the documentation. Their letter case is ignored.</summary>
    public static bool ParameterIs(this TransformationInput input, string name, string value) =>
        string.Equals(input.FindParameter(name)?.Trim(), value, StringComparison.OrdinalIgnoreCase);

    public static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    public static TransformationError NotOfType(string name, string type) => new TransformationError.Failed($"The claim '{name}' is not {type}.");

    public static TransformationError Missing(string name) => new TransformationError.Failed($"The claim '{name}' is missing.");

    public static TransformationError UnknownValue(string parameter) => new TransformationError.Failed($"The value of the parameter '{parameter}' is unknown.");
}
