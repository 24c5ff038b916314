* the model maximises; its objective is negated here
* R0000001 "low"
* R0000002 "range"
* R0000003 "fix"
* R0000004 "up"
* C0000001 "a"
* C0000002 "b"
* C0000004 "d"
* C0000005 "e"
NAME          WATTBIT
ROWS
 N  OBJ
 G  R0000001
 G  R0000002
 E  R0000003
 L  R0000004
 N  R0000005
COLUMNS
    C0000001  OBJ       -1
    C0000001  R0000001  1
    C0000001  R0000002  1.5
    MARKER                 'MARKER'                 'INTORG'
    C0000002  OBJ       -0.1
    C0000002  R0000001  2
    MARKER                 'MARKER'                 'INTEND'
    C0000003  R0000002  -1
    MARKER                 'MARKER'                 'INTORG'
    C0000004  R0000003  1
    MARKER                 'MARKER'                 'INTEND'
    C0000005  OBJ       -0.3333333333333333
    C0000005  R0000004  1
    C0000005  R0000005  1
RHS
    RHS       OBJ       2.5
    RHS       R0000001  1
    RHS       R0000002  -1
    RHS       R0000003  7
    RHS       R0000004  9
RANGES
    RNG       R0000002  6
BOUNDS
 MI BND       C0000001
 UP BND       C0000001  4
 LO BND       C0000002  0
 UP BND       C0000002  1
 FR BND       C0000003
 LO BND       C0000004  -2
 PL BND       C0000004
 FX BND       C0000005  3
ENDATA
