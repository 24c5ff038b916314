function mpc = square
% Four buses in a square with one diagonal: a small town (4) fed from two plants.
mpc.version = '2';
mpc.baseMVA = 100;
%	bus_i	type	Pd	Qd	Gs	Bs	area	Vm	Va	baseKV	zone	Vmax	Vmin
mpc.bus = [
	1	3	0	0	0	0	1	1	0	275	1	1.1	0.9;
	2	2	20	0	0	0	1	1	0	275	1	1.1	0.9;
	3	1	40	0	0	0	1	1	0	275	1	1.1	0.9;
	4	1	60	0	0	0	1	1	0	275	1	1.1	0.9;
];
%	bus	Pg	Qg	Qmax	Qmin	Vg	mBase	status	Pmax	Pmin
mpc.gen = [
	1	80	0	0	0	1	100	1	280	0;
	2	40	0	0	0	1	100	1	140	0;
];
%	fbus	tbus	r	x	b	rateA	rateB	rateC	ratio	angle	status	angmin	angmax
mpc.branch = [
	1	2	0	0.1	0	100	0	120	0	0	1	-360	360;
	2	3	0	0.1	0	100	0	120	0	0	1	-360	360;
	3	4	0	0.1	0	100	0	120	0	0	1	-360	360;
	4	1	0	0.1	0	100	0	120	0	0	1	-360	360;
	1	3	0	0.1	0	100	0	120	0	0	1	-360	360;
];
%	2	startup	shutdown	n	c2	c1	c0
mpc.gencost = [
	2	0	0	3	0.02	20	0;
	2	0	0	3	0.01	30	0;
];
