using TrustFramework.MockServer.Graph.Query;

namespace TrustFramework.MockServer.Graph.Errors;

/// <summary>Maps the errors of query options to Graph's errors.</summary>
internal static class QueryErrorMapper
{
    /// <param name="option">The lowercase name, without the dollar sign.</param>
    public static GraphError Map(string option, QueryError error)
    {
        var prefix = option == "filter" ? QueryOptionErrors.FilterMessagePrefix : "";
        return error switch
        {
            QueryError.NotEmulated f => GraphErrorCatalog.QueryOptionNotEmulated.CreateError($"${option}={f.Feature}"),
            QueryError.UnknownProperty f when option is "select" or "expand" => QueryOptionErrors.SelectionPropertyUnknown.CreateError(f.Name, f.Type),
            QueryError.InvalidTerm f => QueryOptionErrors.SelectionTermInvalid.CreateError(f.Term),
            QueryError.UnbalancedBracket => QueryOptionErrors.SelectionUnbalanced.CreateError(),
            QueryError.UnknownProperty f => QueryOptionErrors.QueryPropertyUnknown.CreateError(prefix, f.Name, f.Type),
            QueryError.SyntaxError f => QueryOptionErrors.QuerySyntax.CreateError(prefix, f.Position, f.Text),
            QueryError.InvalidCharacter f => QueryOptionErrors.QueryCharacterInvalid.CreateError(prefix, f.Found, f.Position, f.Text),
            QueryError.UnterminatedString f => QueryOptionErrors.QueryLiteralUnterminated.CreateError(prefix, f.Position, f.Text),
            QueryError.ExpressionMissing f => QueryOptionErrors.QueryExpressionMissing.CreateError(prefix, f.Position, f.Text),
            QueryError.TooLong f => QueryOptionErrors.QueryTooLong.CreateError(prefix, option, f.Limit),
            QueryError.CloseParenthesisMissing f => QueryOptionErrors.FilterCloseParenthesisMissing.CreateError(f.Position, f.Text),
            QueryError.CommaMissing f => QueryOptionErrors.FilterCommaMissing.CreateError(f.Position, f.Text),
            QueryError.IncompatibleOperands f => QueryOptionErrors.FilterOperandsIncompatible.CreateError(f.Left, f.Right, f.Operator),
            QueryError.InvalidOperand f => QueryOptionErrors.FilterOperandInvalid.CreateError(f.Type, f.Operator),
            QueryError.UnknownFunction f => QueryOptionErrors.FilterFunctionUnknown.CreateError(f.Name),
            QueryError.InvalidArguments f => QueryOptionErrors.FilterArgumentsInvalid.CreateError(f.Function),
            QueryError.NotBoolean => QueryOptionErrors.FilterNotBoolean.CreateError(),
            QueryError.NotEnumMember f => QueryOptionErrors.FilterEnumMemberInvalid.CreateError(f.Text),
            QueryError.TooDeep => QueryOptionErrors.FilterTooDeep.CreateError(),
            QueryError.TooManyNodes f => QueryOptionErrors.FilterTooManyNodes.CreateError(f.Limit),
            QueryError.NotScalar => QueryOptionErrors.OrderNotScalar.CreateError(),
            QueryError.InvalidInteger f => (option == "top" ? QueryOptionErrors.TopInvalid : QueryOptionErrors.SkipInvalid).CreateError(f.Value),
            QueryError.InvalidPageSize f => QueryOptionErrors.PageSizeInvalid.CreateError(f.Value),
            QueryError.InvalidBoolean f => QueryOptionErrors.CountInvalid.CreateError(f.Value),
            QueryError.InvalidSkipToken => QueryOptionErrors.SkipTokenInvalid.CreateError(),
            QueryError.ExpiredSkipToken => QueryOptionErrors.SkipTokenExpired.CreateError(),
            _ => throw new InvalidOperationException($"{error.GetType().Name} has no message."),
        };
    }
}
